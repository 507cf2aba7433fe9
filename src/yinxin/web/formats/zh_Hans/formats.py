"""Large numbers stand in groups of three, as on forms and accounts in China; Django's would not group them at all."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
