"""`GET /v1.0/gammas/{id}/quality`: what readers would trip over in a file; an addition of ours.

Judged when it is asked for, so that it speaks of the file as it is now.
"""

from collections.abc import Sequence

from cardwright_wire.quality import Quality, QualityBox, QualityExport, QualityFinding, QualityFont
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.lint import Report
from cardwright.server.reply import reply
from cardwright.server.routes.gammas import opened
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def quality(request: Request) -> Response:
        gamma = opened(services, request, "view")
        return reply(_body(gamma.id, await services.judged(gamma)))

    return [Route("/v1.0/gammas/{id}/quality", quality, methods=["GET"])]


def _body(gamma_id: str, report: Report) -> Quality:
    findings = tuple(
        QualityFinding(
            one.rule, one.name, one.severity, one.card, one.message, one.value, one.limit, one.fix,
            tuple(QualityBox(box.id, box.x, box.y, box.width, box.height, box.name) for box in one.boxes),
        )
        for one in report.findings
    )  # fmt: skip
    fonts = tuple(
        QualityFont(one.family, one.characters, one.instead_of or None, one.available) for one in report.fonts
    )
    exports = tuple(QualityExport(one.format, one.fonts, one.losses) for one in report.exports)
    return Quality(
        gamma_id, report.score, report.gate, report.profile, report.cards, findings, fonts, report.left_out, exports
    )
