"""What a result can be taken along as."""

from enum import StrEnum

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(StrEnum):
    """The value is how the name of such a file ends."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    RADAR = "radar.png"
    ROUTE = "route.png"
    KIT = "kit.pdf"  # of a workshop that is prepared; others are of a result

    @property
    def content_type(self) -> str:
        return {
            Format.PDF: "application/pdf",
            Format.KIT: "application/pdf",
            Format.DOCX: f"{OFFICE}.wordprocessingml.document",
            Format.PPTX: f"{OFFICE}.presentationml.presentation",
            Format.XLSX: f"{OFFICE}.spreadsheetml.sheet",
        }.get(self, "image/png")

    @property
    def is_quick(self) -> bool:
        """Made within a second in a render process that has nothing else to do."""
        return self in {Format.XLSX, Format.RADAR, Format.ROUTE}


OF_A_COMPARISON = (Format.PDF, Format.PPTX, Format.XLSX)
OF_A_RESULT = tuple(each for each in Format if each is not Format.KIT)
