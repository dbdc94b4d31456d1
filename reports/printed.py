"""What a render job is made from."""

from reports.comparison import ComparisonReport
from reports.kit import Kit
from reports.report import Report

Printed = Report | Kit | ComparisonReport
