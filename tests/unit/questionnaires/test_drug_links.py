"""What the form says about drugs is something the drug tables know."""

from intake.drugs import classes, read_line
from intake.questionnaires import Questionnaire
from tests.unit.questionnaires.conftest import the


def test_each_kind_on_the_memory_list_stands_for_known_classes(form: Questionnaire) -> None:
    aid = the(form.by_role("memory_aid"))
    jogs = {key for option in aid.options for key in option.memory_aid_classes}

    assert jogs == set(classes())


def test_each_street_drug_that_is_named_is_read_as_a_drug(form: Questionnaire) -> None:
    substances = [o.substance for o in the(form.by_role("street_drugs")).options if o.substance]

    assert substances == ["cocaine", "amphetamine"]
    for substance in substances:
        assert read_line(substance).classes == ("stimulant",), substance
