"""`cardwright completion`: what a shell needs to complete commands."""

from typing import Literal

from cyclopts import App

from cardwright_client.cli.context import current
from cardwright_client.cli.output import show
from cardwright_client.cli.tree import commands, offers


def completion(shell: Literal["bash", "zsh", "fish"]) -> int:
    """Print the completions for a shell, such as `eval "$(cardwright completion bash)"`.

    Parameters
    ----------
    shell
        Which one.
    """
    import os

    from cardwright_client.cli.run import build
    from cardwright_client.cli.settings import chosen

    app: App = build(commands(offers(), remote=chosen({}, os.environ) is not None))
    script = app.generate_completion(prog_name="cardwright", shell=shell)
    if current().shared.for_programs:
        show([{"shell": shell, "script": script}], main="script")
    else:
        print(script)
    return 0
