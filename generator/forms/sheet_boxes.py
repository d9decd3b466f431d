"""The boxes that comments of a sheet are drawn in, as Excel keeps them: in VML, folded away."""

import re
from collections.abc import Sequence

NEW_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe" {names}><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" {names} style="position:absolute;'
    'margin-left:60pt;margin-top:1.5pt;width:260pt;height:110pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBER = re.compile(r"_x0000_s([0-9]+)")
_TALL, _WIDE = 6, 4


def boxes(cells: Sequence[tuple[int, int]], before: str) -> str:
    """Return a box beside each cell, given by row and column from 0, to follow what is drawn."""
    if not cells:
        return ""
    last = max(map(int, _NUMBER.findall(before)), default=1024)
    kind = "" if 'id="_x0000_t202"' in before else _KIND.format(names=_NAMES)
    drawn = (
        _BOX.format(
            number=number,
            names=_NAMES,
            left=column + 1,
            top=max(row - 1, 0),
            right=column + 1 + _WIDE,
            bottom=max(row - 1, 0) + _TALL,
            row=row,
            column=column,
        )
        for number, (row, column) in enumerate(cells, last + 1)
    )
    return kind + "".join(drawn)
