"""Settings, addresses and the WSGI entry point: how one installation differs from another."""
