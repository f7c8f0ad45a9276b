"""A bare topic gets the order of thought that suits it, in the language asked for."""

import pytest
from cardwright.deck import plain
from cardwright.write import scaffold
from cardwright.write.brief import Brief
from cardwright.write.builtin import SCAFFOLD, write


@pytest.mark.parametrize(
    ("topic", "frame"),
    [
        ("Pitch deck for a bicycle courier startup", "pitch"),
        ("Quarterly results of the Leeds branch", "report"),
        ("Introduction to fractions for year 5", "lesson"),
        ("Proposal to move the archive", "proposal"),
        ("Heat pumps vs gas boilers", "comparison"),
        ("How to prune apple trees", "howto"),
        ("The history of the lighthouse", "history"),
        ("Summer festival of the rowing club", "event"),
        ("A new app for allotment gardens", "product"),
        ("Jahresbericht des Sportvereins", "report"),
        ("Die Geschichte der Dampfmaschine", "history"),
        ("Comment préparer un jardin", "howto"),
        ("Propuesta para un huerto escolar", "proposal"),
        ("Introdução à fotografia", "lesson"),
        ("電気自動車とガソリン車の比較", "comparison"),
        ("茶叶的历史", "history"),
        ("تقرير الربع الأول", "report"),
        ("Vergelijking van warmtepompen en gasketels", "comparison"),
        ("Сравнение электромобилей и бензиновых машин", "comparison"),
        ("Karşılaştırma: tren ve uçak", "comparison"),
        ("तुलना: रेल और सड़क", "comparison"),
        ("So sánh xe điện và xe xăng", "comparison"),
        ("Porównanie kredytów", "comparison"),
        ("השוואה בין רכבת לאוטובוס", "comparison"),
        ("เปรียบเทียบรถไฟฟ้ากับรถน้ำมัน", "comparison"),
        ("Jak upiec chleb", "howto"),
        ("Как испечь хлеб", "howto"),
        ("Як спекти хліб", "howto"),
        ("Cara menanam padi", "howto"),
        ("Hoe je een fiets repareert", "howto"),
        ("Paano magtanim ng palay", "howto"),
        ("Cum să crești roșii", "howto"),
        ("איך אופים לחם", "howto"),
        ("வீட்டில் ரொட்டி செய்வது எப்படி", "howto"),
        ("วิธีทำขนมปัง", "howto"),
        ("Πώς να φτιάξετε ψωμί", "howto"),
        ("Kuidas küpsetada leiba", "howto"),
        ("Historien om jernbanen", "history"),
        ("Dějiny města Brna", "history"),
        ("История чая", "history"),
        ("Історія чаю", "history"),
        ("Sejarah kopi", "history"),
        ("চায়ের ইতিহাস", "history"),
        ("Ιστορία του ελαιόλαδου", "history"),
        ("تاریخ ایران", "history"),
        ("Povijest Dubrovnika", "history"),
        ("A vasút története", "history"),
        ("Lịch sử cà phê", "history"),
        ("Kasaysayan ng Maynila", "history"),
        ("Öppet hus på biblioteket", "event"),
        ("Фестиваль науки", "event"),
        ("Lễ hội mùa xuân", "event"),
        ("Свадьба Анны и Ивана", "event"),
        ("Letní konference učitelů", "event"),
        ("Εκδήλωση για το περιβάλλον", "event"),
        ("Düğün planı", "event"),
        ("वार्षिक समारोह", "event"),
        ("Voorstel voor een schooltuin", "proposal"),
        ("Предложение по озеленению двора", "proposal"),
        ("Förslag till cykelbana", "proposal"),
        ("Návrh školní zahrady", "proposal"),
        ("प्रस्ताव: विद्यालय उद्यान", "proposal"),
        ("ข้อเสนอสวนโรงเรียน", "proposal"),
        ("Ehdotus uudeksi pyörätieksi", "proposal"),
        ("Prezentacja dla inwestorów", "pitch"),
        ("Стартап по доставке", "pitch"),
        ("Yatırımcı sunumu", "pitch"),
        ("निवेशकों के लिए", "pitch"),
        ("Giới thiệu cho nhà đầu tư", "pitch"),
        ("למשקיעים: סטארטאפ חדש", "pitch"),
        ("Sprawozdanie roczne biblioteki", "report"),
        ("Отчёт за первый квартал", "report"),
        ("Звіт за рік", "report"),
        ("Vuosikertomus 2025", "report"),
        ("Laporan tahunan", "report"),
        ("Báo cáo quý 1", "report"),
        ("त्रैमासिक रिपोर्ट", "report"),
        ("รายงานประจำปี", "report"),
        ("Jaarverslag van de club", "report"),
        ("Wprowadzenie do ułamków", "lesson"),
        ("Урок географии", "lesson"),
        ("Johdatus tähtitieteeseen", "lesson"),
        ("Pengantar fotografi", "lesson"),
        ("مبانی عکاسی", "lesson"),
        ("พื้นฐานการถ่ายภาพ", "lesson"),
        ("Inleiding tot de sterrenkunde", "lesson"),
        ("Úvod do botaniky", "lesson"),
        ("Uusi tuote: sähköpyörä", "product"),
        ("Новое приложение для дачников", "product"),
        ("Yeni ürün: elektrikli bisiklet", "product"),
        ("Sản phẩm mới", "product"),
        ("मोबाइल ऐप", "product"),
        ("מוצר חדש", "product"),
        ("แอปสำหรับสวนผัก", "product"),
        ("Solar power", "explain"),
        ("Energia solar", "explain"),
        ("Les énergies renouvelables", "explain"),
        ("Zonne-energie", "explain"),
        ("Солнечная энергия", "explain"),
        ("太陽光発電", "explain"),
        ("सौर ऊर्जा", "explain"),
        ("พลังงานแสงอาทิตย์", "explain"),
        ("Aurinkoenergia", "explain"),
        ("Güneş enerjisi", "explain"),
        ("Năng lượng mặt trời", "explain"),
        ("طاقة الشمس", "explain"),
        ("Sonnenenergie", "explain"),
        ("Energia słoneczna", "explain"),
        ("La fotosíntesis", "explain"),
        ("Le port de Marseille", "explain"),
        ("Photosynthesis", "explain"),
        ("Water", "explain"),
        ("Volcanoes of Iceland", "explain"),
        ("The rules of chess", "explain"),
    ],
)
def test_the_words_of_a_topic_choose_the_frame(topic: str, frame: str) -> None:
    assert scaffold.frame(topic) == frame


def test_a_topic_that_tells_nothing_leaves_it_to_the_wishes() -> None:
    assert scaffold.frame("Solar power", "for investors") == "pitch"
    assert scaffold.frame("The history of tea", "for investors") == "history"


def test_every_frame_has_the_cards_asked_for_in_every_language() -> None:
    topics = ["", "pitch", "report", "lesson", "proposal", "compare", "how to", "history", "event", "product"]
    assert {scaffold.frame(topic) for topic in topics} == set(scaffold.frames())
    for code in scaffold.languages():
        for topic in topics:
            for number in (0, 1, 2, 5, 9, 14):
                cards = scaffold.cards(number, code, topic)
                titles = [plain(card.title) for card in cards]
                assert len(cards) == number
                assert len(set(titles)) == number, f"{code} {topic}: {titles}"


def test_cards_tell_the_speaker_what_to_say_and_the_answer_warns() -> None:
    found = write(Brief("Heat pumps vs gas boilers", mode="generate", cards=6))
    assert [plain(card.title) for card in found.deck.cards][:3] == [
        "Heat pumps vs gas boilers",
        "Why it matters",
        "How to judge",
    ]
    assert all(card.notes for card in found.deck.cards[1:])
    assert found.warnings == (SCAFFOLD,)
