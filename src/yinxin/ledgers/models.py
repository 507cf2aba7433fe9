"""Tables of the ledgers."""

from django.db import models
from django.db.models import Q

from yinxin.ledgers.lifecycle import ImportState
from yinxin.people.models import Division, Office, Organisation


class Industry(models.Model):
    """One of the league's advantageous industries (优势产业)."""

    code = models.SlugField(max_length=30, primary_key=True)
    name = models.CharField(max_length=30)
    name_en = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.name


class Scale(models.TextChoices):
    """Size class of an enterprise (国家统计局《统计上大中小微型企业划分办法》)."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


class Enterprise(Organisation):
    """An enterprise in the ledger. Its division is the one that looks after it.

    The actions write `pinyin`, by which lists are sorted, and `search_text` (see `rules.searchable`). `revision` grows
    with every correction, so that the second of two persons who correct at once is told.
    """

    industry = models.ForeignKey(Industry, models.PROTECT, related_name="enterprises")
    is_leading = models.BooleanField(default=False)  # 龙头企业
    scale = models.CharField(max_length=8, choices=Scale.choices, blank=True)
    established_on = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    pinyin = models.CharField(max_length=900, db_index=True)
    search_text = models.TextField()
    revision = models.PositiveIntegerField(default=1)

    @property
    def subject(self) -> str:
        """The enterprise as the register names it."""
        return f"enterprise/{self.pk}"


class Site(models.Model):
    """A place of production, with what origin rules ask: division, coordinates (WGS 84 degrees), altitude (m)."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=80)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    altitude_m = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="ledgers_site_latitude_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="ledgers_site_longitude_on_earth",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """What an enterprise makes, in one pack size. `pack_g` is the net content of one package in grams."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="products")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)  # a product kind of the rulebook
    brand = models.CharField(max_length=60, blank=True)
    specification = models.CharField(max_length=80, blank=True)
    pack_g = models.PositiveIntegerField(null=True, blank=True)
    gtin = models.CharField(max_length=14, blank=True)  # as GTIN-14
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="products")
    is_invented = models.BooleanField(default=False)
    search_text = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("gtin",), condition=~Q(gtin=""), name="ledgers_product_gtin_is_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name


class YearlyFigure(models.Model):
    """What an enterprise achieved in a year. Money in yuan, output in kilograms."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="yearly_figures")
    year = models.PositiveSmallIntegerField()
    output_kg = models.DecimalField(max_digits=14, decimal_places=1, null=True, blank=True)
    sales_yuan = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    jobs = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ("enterprise", "year")
        constraints = (
            models.UniqueConstraint(fields=("enterprise", "year"), name="ledgers_one_figure_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.year}"


class Import(models.Model):
    """An uploaded workbook: its rows as they were read, each with what is wrong with it.

    `rows` is a list of {"sheet", "row": sheet row number, "given": {column: what the cell said}, "values": {...},
    "problems": [{"column", "code", "blocking", "facts"}], "change": "new" | "changed" | "same"}. `ignored` is a list of
    {"sheet", "headings"}: what was not read.
    """

    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ImportState],
        default=ImportState.CHECKED.value,
    )
    rows = models.JSONField()
    ignored = models.JSONField(default=list)
    applied_rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name
