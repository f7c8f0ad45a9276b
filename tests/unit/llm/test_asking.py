"""Questions to a scripted model over HTTP: what is repaired, what is asked again, what falls back, what is given up."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import anyio
import msgspec
import pytest
from cardwright.errors import AnswerUnusable, ModelFailed, ModelRefused, ModelUnavailable, OverBudget
from cardwright.llm import Answer, Budget, Choice, Question, connect
from cardwright.llm.models import REPAIRS
from cardwright.llm.patience import ATTEMPTS
from clocks import FakeClock
from oracle import Chat, Cut, Fail, HangUp, Oracle, Refuse, Say, Stall, oracle

KEY = "sk-secret-0123456789"


class Count(msgspec.Struct, frozen=True):
    """How many there are."""

    number: int


def whole(count: Count) -> None:
    if count.number > 99:
        msg = "number is above 99"
        raise ValueError(msg)


QUESTION = Question("Count them.", {"things": ["a", "b"]}, Count, whole)
GOOD = Say({"number": 2})


@dataclass
class Pauses:
    """Waits that take no time and are remembered; they move a clock."""

    clock: FakeClock = field(default_factory=FakeClock)
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.clock.go(seconds)


@pytest.fixture(scope="module")
def one() -> Iterator[Oracle]:
    with oracle() as running:
        yield running


@pytest.fixture(scope="module")
def other() -> Iterator[Oracle]:
    with oracle() as running:
        yield running


KINDS = pytest.mark.parametrize("kind", ["openai-compatible", "anthropic"])


def choice(kind: str, model: Oracle) -> Choice:
    return Choice(f"{kind}:m", model.v1 if kind == "openai-compatible" else model.base, KEY)


def ask(
    *choices: Choice, pauses: Pauses | None = None, seconds: float = 30, tokens: int = 50_000,
    question: Question[Count] = QUESTION,
) -> Answer[Count]:  # fmt: skip
    pauses = pauses or Pauses()
    found = connect(choices, pauses)
    assert found is not None
    return anyio.run(found.ask, question, Budget(seconds, tokens, pauses.clock))


@KINDS
@pytest.mark.parametrize("wrong", [Say("{"), Say({"number": "many"}), Say({}), Say({"number": 100}), Chat()], ids=str)
def test_an_answer_of_another_form_goes_back_with_what_is_wrong(kind: str, wrong: Say, one: Oracle) -> None:
    one.tell(wrong, GOOD)
    assert ask(choice(kind, one)).value == Count(2)
    assert len(one.asked) == 2
    assert len(one.asked[1].text) > len(one.asked[0].text)


@KINDS
def test_the_models_own_mistake_is_named_to_it(kind: str, one: Oracle) -> None:
    one.tell(Say({"number": 100}), Say({"number": "x"}), GOOD)
    ask(choice(kind, one))
    assert "number is above 99" in one.asked[1].text
    assert "$.number" in one.asked[2].text


@KINDS
def test_a_model_that_does_not_mend_its_answer_is_given_up(kind: str, one: Oracle) -> None:
    one.tell(*[Say({"number": 100})] * 9)
    with pytest.raises(AnswerUnusable):
        ask(choice(kind, one))
    assert len(one.asked) == 1 + REPAIRS


@KINDS
@pytest.mark.parametrize("answer", [[1], None, "[[]]", 7], ids=str)
def test_no_answer_however_strange_is_more_than_a_failure(kind: str, answer: object, one: Oracle) -> None:
    one.tell(*[Say(answer)] * (1 + REPAIRS))
    with pytest.raises(ModelFailed):
        ask(choice(kind, one))


@KINDS
@pytest.mark.parametrize(("step", "error"), [(Cut(), AnswerUnusable), (Refuse(), ModelRefused)], ids=["cut", "refusal"])
def test_what_asking_again_cannot_mend_is_not_asked_again(
    kind: str, step: Cut, error: type[ModelFailed], one: Oracle
) -> None:
    one.tell(step, GOOD)
    with pytest.raises(error):
        ask(choice(kind, one))
    assert len(one.asked) == 1


@KINDS
def test_a_busy_provider_is_asked_again_when_it_says(kind: str, one: Oracle) -> None:
    pauses = Pauses()
    one.tell(Fail(429, {"retry-after": "7"}), Fail(503, {"retry-after": "2"}), GOOD)
    assert ask(choice(kind, one), pauses=pauses).value == Count(2)
    assert pauses.seconds == [7, 2]


@KINDS
@pytest.mark.parametrize("step", [Fail(500), Fail(502), Fail(429), HangUp()], ids=str)
def test_a_failing_provider_is_asked_a_few_times_more_and_more_slowly(kind: str, step: Fail, one: Oracle) -> None:
    pauses = Pauses()
    one.tell(*[step] * 9)
    with pytest.raises(ModelUnavailable):
        ask(choice(kind, one), pauses=pauses)
    assert len(one.asked) == ATTEMPTS
    assert [round(found) for found in pauses.seconds] == [1, 2, 4]


@KINDS
@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_request_that_is_turned_away_is_not_sent_again(kind: str, status: int, one: Oracle) -> None:
    one.tell(Fail(status), GOOD)
    with pytest.raises(ModelUnavailable) as caught:
        ask(choice(kind, one))
    assert str(status) in caught.value.message
    assert len(one.asked) == 1


def test_a_wait_longer_than_the_budget_is_not_begun(one: Oracle) -> None:
    pauses = Pauses()
    one.tell(Fail(429, {"retry-after": "31"}), GOOD)
    with pytest.raises(ModelUnavailable):
        ask(choice("openai-compatible", one), pauses=pauses)
    assert pauses.seconds == []


def test_nobody_there_is_a_failure_like_any_other() -> None:
    with pytest.raises(ModelUnavailable):
        ask(Choice("openai-compatible:m", "http://127.0.0.1:9/v1", KEY))


@KINDS
def test_a_model_that_stalls_is_left_when_its_time_is_up(kind: str) -> None:
    with oracle(Stall(), GOOD) as slow, pytest.raises(ModelUnavailable, match="no answer within"):
        ask(choice(kind, slow), seconds=0.3)


def test_the_fallback_has_its_share_of_the_time(other: Oracle) -> None:
    other.tell(GOOD)
    with oracle(Stall()) as slow:
        answer = ask(choice("openai-compatible", slow), choice("anthropic", other), seconds=4)
    assert answer == Answer(Count(2), "anthropic:m")


@pytest.mark.parametrize(
    "steps", [[Fail(401)], [Refuse()], [Cut()], [Fail(500)] * ATTEMPTS, [Say("{")] * (1 + REPAIRS), [HangUp()] * ATTEMPTS]
)  # fmt: skip
def test_whatever_fails_the_fallback_is_asked(steps: list[Fail], one: Oracle, other: Oracle) -> None:
    one.tell(*steps)
    other.tell(GOOD)
    assert ask(choice("openai-compatible", one), choice("anthropic", other)).model == "anthropic:m"
    assert not one.script


def test_the_last_failure_is_the_answer_when_all_fail(one: Oracle, other: Oracle) -> None:
    one.tell(Fail(401))
    other.tell(Refuse())
    with pytest.raises(ModelRefused):
        ask(choice("anthropic", one), choice("openai-compatible", other))


def test_a_question_beyond_the_budget_is_not_asked(one: Oracle) -> None:
    one.tell(GOOD)
    with pytest.raises(OverBudget, match="tokens are left"):
        ask(choice("anthropic", one), tokens=300)
    assert one.asked == []


def test_a_repair_beyond_the_budget_is_not_asked_for(one: Oracle, other: Oracle) -> None:
    one.tell(Say({"number": 100}, tokens=9_900), GOOD)
    other.tell(GOOD)
    with pytest.raises(OverBudget):
        ask(choice("anthropic", one), choice("anthropic", other), tokens=10_000)
    assert len(one.asked) == 1
    assert other.asked == []


@KINDS
def test_answers_may_be_no_longer_than_the_budget(kind: str, one: Oracle) -> None:
    one.tell(GOOD)
    ask(choice(kind, one), tokens=2_000)
    body = one.asked[0].body
    assert 200 < body.get("max_tokens", body.get("max_completion_tokens")) < 2_000


def test_a_budget_is_shared_by_questions(one: Oracle) -> None:
    one.tell(Say({"number": 2}, tokens=900), GOOD)
    model = connect([choice("anthropic", one)])
    assert model is not None
    budget = Budget(30, 1_200)

    async def both() -> None:
        await model.ask(QUESTION, budget)
        await model.ask(QUESTION, budget)

    with pytest.raises(OverBudget):
        anyio.run(both)
    assert budget.left_tokens == 300


def test_time_that_is_used_up_ends_it_before_a_request(one: Oracle) -> None:
    one.tell(GOOD)
    with pytest.raises(OverBudget, match="time"):
        ask(choice("anthropic", one), seconds=0)
    assert one.asked == []


def test_one_model_serves_several_event_loops_and_several_questions_at_a_time(one: Oracle) -> None:
    one.tell(*[GOOD] * 6)
    model = connect([choice("openai-compatible", one)])
    assert model is not None

    async def three() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(model.ask, QUESTION, Budget(30, 50_000))

    anyio.run(three)
    anyio.run(three)
    assert len(one.asked) == 6


def test_no_key_and_no_prompt_is_logged(one: Oracle, caplog: pytest.LogCaptureFixture) -> None:
    one.tell(Fail(500), Say("{"), Fail(401, message=f"Incorrect API key provided: {KEY}"))
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelUnavailable):
        ask(choice("openai-compatible", one))
    assert "openai-compatible:m gave no answer: ModelAuthenticationError, HTTP status 401" in caplog.text
    assert KEY not in caplog.text
    assert "Count them" not in caplog.text
