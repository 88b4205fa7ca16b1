"""`python -m sandbox`: the sandbox alone, for trying an app against it by hand."""

import argparse
import asyncio
import contextlib
import signal
from pathlib import Path

from sandbox.server import AppConfig, Sandbox


async def serve(options: argparse.Namespace) -> None:
    """Run until interrupted."""
    config = AppConfig(events_url=options.events_url)
    config.bot_token = options.bot_token or config.bot_token
    config.signing_secret = options.signing_secret or config.signing_secret
    box = Sandbox(config, log_path=options.log)
    await box.start(options.host, options.port)
    print(f"screen      {box.url}/")
    print(f"Slack API   {box.slack_api_url}  bot token {config.bot_token}, app token {config.app_token}")
    print(f"Graph       {box.graph_base_url}")
    print(f"deliveries  {config.events_url or 'over Socket Mode'}, signed with {config.signing_secret}", flush=True)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    try:
        await ended.wait()
    finally:
        await box.stop()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A local Slack and a local Graph, with a screen."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8900)
    parser.add_argument("--events-url", help="where deliveries go; without it they go over Socket Mode")
    parser.add_argument("--bot-token")
    parser.add_argument("--signing-secret")
    parser.add_argument("--log", type=Path, help="write requests as JSON lines to this file")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
