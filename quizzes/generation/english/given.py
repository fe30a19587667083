"""First names that nearly always belong to men, and those that nearly always belong to women."""

from __future__ import annotations

from quizzes.generation.english.lists import listed

MEN = listed(
    """
    Aaron Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Alan Albert Alejandro Alexander Alexandre Alfred Alfredo Ali
    Andrew Anthony Antonio Arthur Barack Benjamin Bernard Bill Bob Boris Brian Bruce Carlos Charles Christopher Colin
    Daniel David Dennis Diego Dmitri Donald Douglas Eduardo Edward Emmanuel Eric Ernest Felipe Fernando Francisco
    Frank Fred Frederick Gareth Gary Geoffrey George Gerald Giovanni Gordon Graham Greg Gregory Guillermo Hans
    Hassan Henry Herbert Hugh Hussein Ian Ibrahim Isaac Ivan Jack Jacob Jacques James Jason Jeff Jeffrey Jeremy Jim
    Joe John Jonathan Jorge Joseph Juan Julian Keith Kenneth Kevin Khalid Larry Lawrence Leonard Louis Luis Mark
    Markus Martin Marcus Matthew Michael Miguel Mike Mohamed Mohammad Mohammed Muhammad Mustafa Nathan Neil Nicholas
    Nigel Noah Norman Oliver Omar Oscar Patrick Paul Pedro Peter Philip Pierre Rafael Ralph Raymond Ricardo Richard
    Robert Roberto Roger Ronald Roy Russell Ryan Samuel Scott Sean Sergei Simon Stanley Stephen Steve Steven Stuart
    Thomas Tim Timothy Tom Tony Victor Vincent Vladimir Walter William Yusuf
    """
)
WOMEN = listed(
    """
    Agnes Aisha Alice Alison Amanda Amina Amy Ana Andrea Angela Anna Anne Annie Barbara Beatrice Betty Brenda Carmen
    Caroline Catherine Charlotte Christina Christine Claire Clara Cynthia Daisy Deborah Diana Diane Dorothy Eleanor
    Elena Elizabeth Ella Ellen Emily Emma Esther Eva Fatima Fiona Florence Frances Gabriela Grace Hannah Harriet
    Heather Helen Ingrid Irene Isabel Isabella Jane Janet Jennifer Jenny Jessica Joan Joanna Judith Julia Julie Karen
    Kate Katherine Katie Kristin Laura Leila Linda Lisa Louise Lucia Lucy Margaret Maria Marie Martha Mary Michelle
    Miriam Monica Nadia Nancy Natalia Natasha Nicole Nina Olga Olivia Patricia Pauline Rachel Rebecca Rita Rosa Rose
    Ruth Samantha Sandra Sara Sarah Sharon Sheila Silvia Sofia Sophia Sophie Stella Stephanie Susan Svetlana Sylvia
    Tatiana Teresa Theresa Ursula Valentina Vanessa Vera Veronica Victoria Virginia Wendy Yasmin Yvonne Zoe
    """
)
MEN_TITLES = frozenset({"mr", "sir", "lord", "king", "prince"})
WOMEN_TITLES = frozenset({"mrs", "ms", "miss", "lady", "queen", "princess"})


def gender_of(name: str) -> str:
    """ "m" or "f" where the title or the first name tells, "" where it does not."""
    words = name.split()
    if not words:
        return ""
    title = words[0].lower().strip(".")
    if title in MEN_TITLES or (len(words) > 1 and words[0] in MEN):
        return "m"
    return "f" if title in WOMEN_TITLES or (len(words) > 1 and words[0] in WOMEN) else ""
