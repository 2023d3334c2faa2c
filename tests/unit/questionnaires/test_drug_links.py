"""What the form says about drugs is something the drug tables know."""

from intake.drugs import CLASSES


def test_each_kind_on_the_memory_list_stands_for_known_classes(form):
    jogs = {key for option in form.by_role("jog").options for key in option.jog}

    assert jogs == set(CLASSES)
