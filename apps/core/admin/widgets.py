"""Form widgets of Questlog's own."""

from __future__ import annotations

from typing import Any

from django import forms


class StarsInput(forms.RadioSelect):
    """A rating as ten radios, each half a star wide, and one for none.

    For a choice field with the ratings and an empty choice, in any order.
    """

    template_name = "core/widgets/stars_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [
            option for _, group, _ in context["widget"]["optgroups"] for option in group
        ]
        rated = [option for option in options if option["value"]]
        context["stars"] = sorted(rated, key=lambda option: float(option["value"]))
        context["none"] = next((o for o in options if not o["value"]), None)
        return context
