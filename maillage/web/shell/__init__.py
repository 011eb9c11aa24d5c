"""The frame of every page: navigation, current convention, messages, requests and answers."""
