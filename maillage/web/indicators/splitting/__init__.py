"""What the values of indicators are told apart by: communes, age groups, sex, anything else."""
