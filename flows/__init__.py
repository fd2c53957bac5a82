"""Everything that runs the pipeline: Prefect flow and deployment, command line, the bundled example."""

import os

# Prefect reads these when it is imported, which no module of this package has done before this line.
# Nothing is reported to anybody unless the operator switches it on.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
