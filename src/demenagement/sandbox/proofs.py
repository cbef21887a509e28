"""Proofs as PDF files: small, valid, and watermarked so that nobody takes them for real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WATERMARK = "SPÉCIMEN – BAC À SABLE"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
)
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def proof(title: str, lines: Sequence[str]) -> bytes:
    """One A4 page: the watermark across it, the title, the lines."""
    content = b"\n".join(
        [
            b"0.85 g BT /F1 44 Tf 0.819 0.574 -0.574 0.819 70 240 Tm " + _shown(WATERMARK) + b" ET",
            b"0 g BT /F1 18 Tf 60 770 Td " + _shown(title) + b" ET",
            b"BT /F1 10 Tf 60 730 Td 15 TL",
            *(_shown(line) + b" T*" for line in lines),
            b"ET",
            b"BT /F1 10 Tf 60 40 Td " + _shown(f"{WATERMARK} : sans aucune valeur") + b" ET",
        ]
    )
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE,
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
            _FONT,
        ]
    )


def _shown(text: str) -> bytes:
    """Text as a PDF string and the operator that shows it."""
    plain = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + plain.replace(b"\r", b" ").replace(b"\n", b" ") + b") Tj"


def _file(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects, the first its catalogue, with its table of offsets."""
    whole = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(whole)
