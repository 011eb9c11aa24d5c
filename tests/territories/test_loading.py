"""Loading the official geography, its traps included."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from maillage.journal.models import Entry
from maillage.territories.errors import PackageError
from maillage.territories.models import Commune, Department, Edition, Intercommunality, Postcode, SearchTerm
from maillage.territories.operations import load_geography
from maillage.territories.selectors import Population, population_of, search
from tests.factories.territories import CommuneFactory, IntercommunalityFactory
from tests.territories.conftest import Rewrite, Rows

pytestmark = pytest.mark.django_db


def test_only_current_communes_are_kept(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    assert not Commune.objects.filter(code__in=["01801", "01901"]).exists()
    assert Commune.objects.filter(name="Brumeval").count() == 1


def test_each_population_carries_its_year(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    years = dict(Commune.objects.values_list("code", "population_year"))
    assert years["01001"] == 2023
    assert years["97601"] == 2017
    assert years["98801"] is None
    assert years["01004"] is None


def test_a_commune_without_population_epci_or_postcode_is_loaded(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    rock = Commune.objects.get(code="01004")
    assert rock.population is None
    assert not rock.postcodes.exists()
    assert Commune.objects.get(code="01003").intercommunality is None


def test_overseas_collectivities_are_neither_regions_nor_departments(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    assert set(Department.objects.values_list("code", flat=True)) == {"01", "976"}
    assert Commune.objects.get(code="98801").department is None


def test_the_population_of_an_epci_is_summed_over_its_communes(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    valley = Intercommunality.objects.get(siren="240000019")
    assert valley.perimeter_year == 2025
    assert population_of(valley) == Population(total=1500, years=(2023, 2023), unknown=1)


def test_loading_twice_changes_nothing_but_the_journal(package_folder: Path) -> None:
    load_geography(folder=package_folder)
    before = [list(model.objects.order_by("pk").values()) for model in (Commune, Postcode, SearchTerm)]
    load_geography(folder=package_folder)
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Commune, Postcode, SearchTerm)
    ]
    assert Edition.objects.get().version == "9.0.0"
    assert Entry.objects.filter(verb="geography.loaded").count() == 2


def test_a_newer_source_updates_rows_in_place(package_folder: Path, rewrite: Rewrite) -> None:
    load_geography(folder=package_folder)

    def rename(rows: Rows) -> None:
        rows[0] |= {"nom": "Brumeval-le-Neuf", "population": 1300, "codesPostaux": ["01110"]}

    rewrite("communes.json", rename)
    load_geography(folder=package_folder)
    commune = Commune.objects.get(code="01001")
    assert (commune.name, commune.population) == ("Brumeval-le-Neuf", 1300)
    assert [row.code for row in commune.postcodes.all()] == ["01110"]
    assert [match.code for match in search("brumeval le neuf")] == ["01001"]


def test_a_commune_that_left_the_source_is_retired_not_deleted(
    package_folder: Path, rewrite: Rewrite
) -> None:
    load_geography(folder=package_folder)
    rewrite("communes.json", lambda rows: rows.pop(0))
    load_geography(folder=package_folder)
    commune = Commune.objects.get(code="01001")
    assert commune.retired
    assert commune.intercommunality is None
    assert not search("Brumeval")


def test_a_commune_that_comes_back_is_found_again(package_folder: Path, rewrite: Rewrite) -> None:
    gone: Rows = []
    load_geography(folder=package_folder)
    rewrite("communes.json", lambda rows: gone.append(rows.pop(0)))
    load_geography(folder=package_folder)
    rewrite("communes.json", lambda rows: rows.extend(gone))
    load_geography(folder=package_folder)
    assert [match.code for match in search("Brumeval")] == ["01001"]


def test_an_epci_that_left_the_source_is_retired(package_folder: Path, rewrite: Rewrite) -> None:
    load_geography(folder=package_folder)
    rewrite("epci.json", lambda rows: rows[0].update(code="240000027"))
    load_geography(folder=package_folder)
    assert Intercommunality.objects.get(siren="240000019").retired
    assert [match.code for match in search("Val de Brume")] == ["240000027"]


def test_invented_places_stay_when_the_official_ones_are_loaded(package_folder: Path) -> None:
    group = IntercommunalityFactory.create(name="CC inventée")
    commune = CommuneFactory.create(name="Aubreval", intercommunality=group)
    load_geography(folder=package_folder)
    commune.refresh_from_db()
    assert not commune.retired
    assert commune.intercommunality == group
    assert [match.code for match in search("aubreval")] == [commune.code]


def test_a_damaged_package_leaves_everything_as_it_was(package_folder: Path, rewrite: Rewrite) -> None:
    load_geography(folder=package_folder)
    rewrite("communes.json", lambda rows: rows[0].pop("nom"))
    with pytest.raises(PackageError, match="forme attendue"):
        load_geography(folder=package_folder)
    assert Commune.objects.count() == 6


def test_a_load_that_stops_midway_writes_nothing(package_folder: Path, rewrite: Rewrite) -> None:
    rewrite("communes.json", lambda rows: rows[-1].update(population=-1))
    with pytest.raises(IntegrityError):
        load_geography(folder=package_folder)
    assert not Department.objects.exists()
    assert not Commune.objects.exists()


def test_the_command_says_where_it_is_and_how_much_it_loaded(package_folder: Path) -> None:
    out = StringIO()
    call_command("load_territories", package=package_folder, stdout=out)
    lines = out.getvalue().splitlines()
    assert "6 communes" in lines
    assert lines[-1].startswith("Découpage 9.0.0 chargé en ")


def test_the_command_explains_a_missing_package(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="make setup"):
        call_command("load_territories", package=tmp_path / "absent")
