"""Parts of Office Open XML files, written from our own templates.

Lengths become EMU (1/12700 point) here and nowhere else. Every part is a
function of pages alone, so equal pages give equal bytes.
"""
