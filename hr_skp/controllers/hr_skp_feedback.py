from odoo import http
from odoo.http import request

# The page is opened by people who are nowhere logged in: it tells others nothing.
HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'",
    ),
]


class HrSkpFeedbackController(http.Controller):
    """The page on which people outside the agency answer, once, through their link."""

    @http.route(
        "/skp/feedback/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        sitemap=False,
    )
    def feedback(self, token, content="", rating="", **_ignored):
        """Show the question, or take the answer.

        Unknown, used and expired links are answered alike; so is who tries too often,
        before anything is looked up.
        """
        tries = request.env["hr.skp.feedback.try"].sudo()
        if not tries._is_allowed(request.httprequest.remote_addr):
            return self._render("wait", status=429)
        links = request.env["hr.skp.feedback.link"].sudo()
        link = links._find(token)
        if not link:
            return self._render("gone", status=404)
        if request.httprequest.method == "GET":
            return self._render("ask", link)
        if not content.strip():
            return self._render("ask", link, is_empty=True, rating=rating)
        if not link._answer(content, rating):
            return self._render("gone", status=404)
        return self._render("thanks")

    def _render(self, page, link=None, status=200, **values):
        response = request.render(
            "hr_skp.hr_skp_feedback_page",
            {
                "page": page,
                "feedback": link and link.feedback_id,
                "feedback_subject": link and link.feedback_id._get_page_subject(),
                "is_empty": False,
                "rating": "",
                **values,
            },
            status=status,
            headers=HEADERS,
        )
        # Rendered now, so that a failure is answered by Odoo and not half a page.
        response.flatten()
        return response
