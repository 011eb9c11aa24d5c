"""What a plan says around its fiches: diagnosis, instances, jobs, dates, acronyms, cover."""
