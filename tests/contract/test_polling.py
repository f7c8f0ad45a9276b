"""Programs written for the reference service, run with another base URL and key and nothing else.

Three ways in which its documentation has people poll: Python with requests,
JavaScript with fetch, a shell with curl and jq. They are ours, written to do
the same calls in the same order; only the pause is shorter.
"""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from serving import KEY, Server

PYTHON = """
    import sys, time, requests
    base, key = sys.argv[1:3]
    started = requests.post(base + "/v1.0/generations", headers={"X-API-KEY": key, "Content-Type": "application/json"},
                            json={"inputText": "Create a presentation about renewable energy", "textMode": "generate",
                                  "format": "presentation", "numCards": 8})
    started.raise_for_status()
    for attempt in range(60):
        time.sleep(0.5)
        answer = requests.get(f"{base}/v1.0/generations/{started.json()['generationId']}", headers={"X-API-KEY": key})
        answer.raise_for_status()
        if answer.json().get("status") == "completed":
            print("Done:", answer.json()["gammaUrl"])
            break
        assert answer.json().get("status") == "pending", answer.text
"""
JAVASCRIPT = """
    const [base, key] = process.argv.slice(2);
    const headers = { "X-API-KEY": key, "Content-Type": "application/json" };
    const start = await fetch(`${base}/v1.0/generations`, { method: "POST", headers, body: JSON.stringify({
      inputText: "Create a presentation about renewable energy", textMode: "generate", format: "presentation", numCards: 8 }) });
    if (!start.ok) throw new Error(await start.text());
    const { generationId } = await start.json();
    for (let attempt = 0; attempt < 60; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const result = await (await fetch(`${base}/v1.0/generations/${generationId}`, { headers: { "X-API-KEY": key } })).json();
      if (result.status === "completed") { console.log("Done:", result.gammaUrl); break; }
      if (result.status === "failed") throw new Error(JSON.stringify(result.error));
    }
"""
SHELL = """
    ID=$(curl -s -X POST "$1/v1.0/generations" -H "X-API-KEY: $2" -H "Content-Type: application/json" -d '{
      "inputText": "Create a presentation about renewable energy", "textMode": "generate",
      "format": "presentation", "numCards": 8 }' | jq -r '.generationId')
    for attempt in $(seq 60); do
      sleep 0.5
      RESULT=$(curl -s "$1/v1.0/generations/$ID" -H "X-API-KEY: $2")
      STATUS=$(echo $RESULT | jq -r '.status')
      if [ "$STATUS" = "completed" ]; then echo "Done: $(echo $RESULT | jq -r '.gammaUrl')"; break; fi
      if [ "$STATUS" = "failed" ]; then echo $RESULT; exit 1; fi
    done
"""


@pytest.mark.parametrize(
    ("name", "program", "command"),
    [
        ("poll.py", PYTHON, [sys.executable]),
        ("poll.mjs", JAVASCRIPT, ["node"]),
        ("poll.sh", SHELL, ["sh"]),
    ],
)
def test_poll_program_ends_with_its_success_line(
    server: Server, tmp_path: Path, name: str, program: str, command: list[str]
) -> None:
    missing = [
        tool for tool in (command[0], *(("curl", "jq") if name == "poll.sh" else ())) if shutil.which(tool) is None
    ]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    path = tmp_path / name
    path.write_text(textwrap.dedent(program), "utf-8")
    found = subprocess.run(
        [*command, str(path), server.base, KEY], capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.startswith("Done: https://decks.example/docs/"), found.stderr
