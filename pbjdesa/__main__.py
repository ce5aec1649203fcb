"""`python -m pbjdesa`: the operator's command line."""

import sys

from pbjdesa.config.cli import main

sys.exit(main())
