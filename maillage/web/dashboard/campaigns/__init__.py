"""The coordination’s pages of campaigns: prepare, send, follow, close."""
