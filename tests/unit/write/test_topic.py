"""A request for a deck is not its title; what the deck is to be about is."""

import tomllib
from pathlib import Path

import pytest
from cardwright.write import topic as module
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.topic import topic_of
from cardwright_wire.enums import LANGUAGES


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Create a presentation about renewable energy", "Renewable energy"),
        ("please make me a short 10-slide pitch deck on vertical farming.", "Vertical farming"),
        ("a report about the river Velm", "The river Velm"),
        ("Write a web page titled 'Our harbour'", "Our harbour"),
        ("Erstelle eine Präsentation über Windkraft", "Windkraft"),
        ("Créez une présentation sur le vélo en ville", "Le vélo en ville"),
        ("Crea una presentación sobre el agua", "El agua"),
        ("Skapa en kort presentation om solenergi", "Solenergi"),
        ("Lav en præsentation om solenergi", "Solenergi"),
        ("Lag en presentasjon om solenergi", "Solenergi"),
        ("Maak 'n aanbieding oor sonkrag", "Sonkrag"),
        ("Búðu til kynningu um sólarorku", "Um sólarorku"),
        ("Tee lyhyt esitys aiheesta aurinkoenergia", "Aurinkoenergia"),
        ("Koosta esitlus teemal päikeseenergia", "Päikeseenergia"),
        ("Przygotuj krótką prezentację o energii słonecznej", "O energii słonecznej"),
        ("Vytvořte prezentaci na téma solární energie", "Solární energie"),
        ("Vytvoř prezentaci o solární energii", "O solární energii"),
        ("Izradi prezentaciju o solarnoj energiji", "O solarnoj energiji"),
        ("Pripravi predstavitev o sončni energiji", "O sončni energiji"),
        ("Creează o prezentare despre energia solară", "Energia solară"),
        ("Crea una presentació sobre l'energia solar", "L'energia solar"),
        ("Készíts egy prezentációt a következő témáról: napenergia", "Napenergia"),
        ("Φτιάξε μια παρουσίαση για την ηλιακή ενέργεια", "Για την ηλιακή ενέργεια"),
        ("Сделай презентацию на тему «Солнечная энергия»", "Солнечная энергия"),
        ("Подготовьте доклад о солнечной энергии", "О солнечной энергии"),
        ("Створи презентацію про сонячну енергію", "Про сонячну енергію"),
        ("Направи презентация за слънчевата енергия", "Слънчевата енергия"),
        ("Направи презентацију о соларној енергији", "О соларној енергији"),
        ("Güneş enerjisi hakkında bir sunum hazırla", "Güneş enerjisi"),
        ("أنشئ عرضًا تقديميًا عن الطاقة الشمسية", "الطاقة الشمسية"),
        ("צור מצגת על אנרגיה סולארית", "אנרגיה סולארית"),
        ("یک ارائه درباره انرژی خورشیدی بساز", "انرژی خورشیدی"),
        ("Buatkan presentasi tentang energi surya", "Energi surya"),
        ("Sediakan pembentangan tentang tenaga suria", "Tenaga suria"),
        ("Tạo một bài thuyết trình về năng lượng mặt trời", "Năng lượng mặt trời"),
        ("सौर ऊर्जा पर एक प्रस्तुति बनाएं", "सौर ऊर्जा"),
        ("太陽光発電についてのプレゼンを作ってください。", "太陽光発電"),
        ("태양광 발전에 대한 프레젠테이션을 만들어 주세요", "태양광 발전"),
        ("请做一份关于太阳能的演示文稿", "太阳能"),
        ("請幫我製作一份關於太陽能的簡報", "太陽能"),
        ("Maak een presentatie over zonne-energie", "Zonne-energie"),
        ("Crie uma apresentação sobre energia solar", "Energia solar"),
        ("Crea una presentazione sull'energia solare", "L'energia solare"),
    ],
)
def test_the_topic_is_named_without_the_request(asked: str, topic: str) -> None:
    assert topic_of(asked) == topic
    assert topic_of(topic) == topic


def test_a_request_is_known_in_most_languages_that_decks_are_written_in() -> None:
    known = tomllib.loads(Path(module.__file__).with_name("requests.toml").read_text(encoding="utf-8"))
    spoken = {code.partition("-")[0] for code in LANGUAGES}
    assert set(known) <= spoken
    assert len(known) >= 35


@pytest.mark.parametrize(
    "said",
    [
        "Renewable energy",
        "Deck building for beginners",
        "Post offices of the north",
        "再生可能エネルギー",
        "Make a deck about ",
    ],
)
def test_what_asks_for_nothing_stays(said: str) -> None:
    assert topic_of(said) == said.strip()


def test_the_cover_carries_the_topic() -> None:
    deck = write(Brief("Create a presentation about renewable energy", mode="generate", cards=8)).deck
    assert deck.title == "Renewable energy"
    assert len(deck.cards) == 8
