"""A text of our own that the engine has plenty to ask of, for tests that lean on what is drafted."""

from __future__ import annotations

TITLE = "Stone towers and lamps"
LIGHTHOUSES = [
    (
        "",
        [
            [
                "In 1759 the engineer John Smeaton finished a lighthouse on the Eddystone rocks near Plymouth.",
                "Smeaton joined the blocks of granite to each other because waves had torn the earlier towers apart.",
                "The tower stood for 123 years, although the sea beat against it every winter.",
                "In 1882 workers took the upper part down because the water had hollowed out the rock under it.",
                "The people of Plymouth paid for a new base on the shore and set the old tower on it.",
            ],
            [
                "Smeaton also tested different kinds of lime in his house.",
                "He found that lime with clay hardens under water.",
                "Builders of harbours use this discovery to this day.",
            ],
        ],
    ),
    (
        "A lens of many rings",
        [
            [
                "In 1822 the French physicist Augustin Fresnel invented a lens made of glass rings.",
                "The rings bend the light of a lamp into one beam, so that sailors see it from 30 kilometres away.",
                "A lens of this kind weighs less than a solid lens because most of the glass is left out.",
                "The lighthouse of Cordouan received the first large lens in 1823.",
                "By 1860 more than 300 lighthouses in Europe had replaced their mirrors with lenses of glass.",
            ],
            [
                "Scotland bought its first lens in 1835.",
                "The engineer Alan Stevenson travelled to Paris and brought the plans back to Edinburgh.",
                "Stevenson later built the lighthouse of Skerryvore, which is 48 metres high.",
            ],
        ],
    ),
    (
        "Keepers and machines",
        [
            [
                "A keeper is a person who lives in a lighthouse and looks after its lamp.",
                "Keepers cleaned the lens every morning because soot from the oil dimmed the light.",
                "In 1912 the Swedish inventor Gustaf Dalén received the Nobel Prize for a valve that saves gas.",
                "The valve shuts the gas off when the sun warms it, and it opens again when night falls.",
                "If a storm kept the boats in the harbour, the keepers lived on dried peas and salted meat.",
            ],
            [
                "Electric lamps replaced most keepers between 1960 and 1998.",
                "The last keepers in Britain left the lighthouse of North Foreland in 1998.",
                "Some towers are now hotels, but the lamps of many still burn.",
            ],
        ],
    ),
]
