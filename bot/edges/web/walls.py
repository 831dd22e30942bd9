"""Know the pages that ask their reader to prove that it is a browser, and who puts them up."""

from __future__ import annotations

import re

# What only such pages hold, by whose wall it is.
_MAKERS = {
    "Cloudflare": rb"cf-browser-verification|_cf_chl_opt|cf-error-details|<title>just a moment\.\.\.",
    "DataDome": rb"captcha-delivery\.com|geo\.captcha-delivery",
    "HUMAN": rb"px-captcha",
    "Imperva": rb"_Incapsula_Resource|incapsula incident",
    "Akamai": rb"errors\.edgesuite\.net|<title>access denied</title>",
    "Amazon": rb"awsWafCookieDomainList|token\.awswaf\.com",
    "Anubis": rb"within\.website/x/cmd/anubis|making sure you(&#39;|')re not a bot",
    "Sucuri": rb"sucuri_cloudproxy_js|sucuri website firewall",
    "Vercel": rb"vercel security checkpoint",
    "DDoS-Guard": rb"ddos-guard",
}
_MADE = {name: re.compile(rb"(?i)" + pattern) for name, pattern in _MAKERS.items()}
_SAID = re.compile(  # in the words of others; news may say them too, so only short texts are asked
    r"(?i)enable javascript and cookies|solve the captcha|are you a (robot|human)|(verify|confirm|prove)( that)? "
    r"you are (a )?human|not a (ro)?bot\b|unusual (traffic|activity) from your|checking your browser|pardon our "
    r"interruption|just a moment\.\.\.|captcha"
)
LOOKED_AT = 20_000  # bytes
SHORT = 600  # characters of text under which a page may be a wall and nothing else


def wall(body: bytes, text: str | None = None) -> str:
    """Return whose browser check a page is, “a browser check” of nobody known, or '' for none.

    `text` is what a reader sees of it; an article is never a wall, whatever scripts stand around it.
    """
    if text is not None and len(text) >= SHORT:
        return ""
    maker = next((name for name, pattern in _MADE.items() if pattern.search(body[:LOOKED_AT])), "")
    if maker:
        return f"a browser check of {maker}"
    seen = text if text is not None else body[:LOOKED_AT].decode("utf-8", "replace")
    return "a browser check" if _SAID.search(seen) else ""
