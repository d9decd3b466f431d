"""The permanent address of a page as a QR code, for paper: an inline drawing, no further file.

Source: ISO/IEC 18004. The mask is the same for all: any reader takes it, and two thirds of the time
are spared. A site without an address has no codes.
"""

import segno
from markupsafe import Markup

_QUIET = 4  # modules of empty border that the standard asks for
_MASK = 3


def qr_code(address: str) -> Markup:
    """Return the drawing of an address, nothing for ""."""
    if not address:
        return Markup("")
    code = segno.make_qr(address, error="l", mask=_MASK, boost_error=False)
    drawing = code.svg_inline(
        border=_QUIET, omitsize=True, svgclass="jx-qr", lineclass=None, dark="#000", light="#fff"
    )
    hidden = drawing.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return Markup(hidden)  # noqa: S704 - drawn here
