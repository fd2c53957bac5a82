"""How pages become data, without Prefect: fetch, document, read, sites, normalise, consolidate, publish."""
