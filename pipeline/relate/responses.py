"""Responses to recommendations and criticism, votes, and commitments."""

from collections.abc import Iterator

from pipeline.relate.attribution import Voice, is_first_person
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.status import is_conditional

_WINNING = frozenset("get receive win garner gain obtain secure cast".split())
_DENYING = frozenset("deny dispute refute rebut".split())
_REPLYING = frozenset("reply respond answer retort".split())
_COUNTS = frozenset("number majority all most many some half none".split())


# What is voted on, and how many tokens back a vote finds it.
_VOTED_ON = frozenset("resolution motion amendment bill draft proposal text".split())
_VOTED_ON_WITHIN = 120


def voted_on(c: Context, i: int) -> int:
    """The text that a vote is about where the verb i names none ("36 abstained"): the one named last, or -1."""
    earlier = range(i - 1, max(-1, i - _VOTED_ON_WITHIN), -1)
    return next((k for k in earlier if c.tree.lemmas[k] in _VOTED_ON and k not in c.name_at), -1)


class Responses:
    """Extractor of response, vote and commitment claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._response = (
            words("response", "verbs.accepting")
            | words("response", "verbs.rejecting")
            | words("response", "verbs.noting")
        )
        self._received = words("response", "nouns.objects")
        self._response_nouns = frozenset(("rejection", "acceptance", "denial", "objection", "dismissal"))
        self._noun_prepositions = lexicon.table("response", "nouns.target_prepositions")
        self._denied = words("violation", "verbs.deny_objects")
        self._vote = words("vote", "verbs.vote")
        self._vote_always = words("vote", "verbs.always")
        self._counted = words("vote", "nouns.counted")
        self._joint = words("vote", "joint.verbs")
        self._joint_nouns = words("vote", "joint.nouns")
        self._may_vote = self._vote | self._vote_always | self._joint | {"decide"}
        self._commitment = words("commitment", "verbs.commitment")
        self._needs_complement = words("commitment", "verbs.needs_complement")
        self._commit_acts = words("commitment", "verbs.commit_acts")

    def from_verb(self, c: Context, i: int) -> Iterator[RawClaim]:
        """The one claim that verb i carries, if any."""
        vote = None if is_conditional(c.tree, i) else self._vote_claim(c, i)
        claim = vote or self._response_claim(c, i) or self._commitment_claim(c, i)
        if claim is not None:
            yield claim

    def from_noun(self, c: Context, i: int) -> Iterator[RawClaim]:
        """ "China’s rejection of the findings", "despite the government’s objection"."""
        tree = c.tree
        if tree.lemmas[i] not in self._response_nouns or i in c.name_at:
            return
        owner = tree.child(i, "nmod:poss")
        if owner < 0:
            owner = next((k for k in tree.children_with(i, "nmod") if tree.case_of(k) == "by"), -1)
        if owner < 0 or not c.is_power(owner):
            return
        cases = self._noun_prepositions.get(tree.lemmas[i], frozenset()) | {"of", "to"}
        target = next((k for k in tree.children_with(i, "nmod") if tree.case_of(k) in cases), -1)
        if target >= 0 and tree.lemmas[target] not in self._received:
            return
        yield c.claim(
            "response",
            i,
            actor=owner,
            target=target,
            action=tree.lemmas[i],
            rule="response/noun",
            confidence=0.55,
            clause=tree.phrase(i, without=("acl:relcl", "parataxis", "advcl")),
        )

    def _vote_claim(self, c: Context, i: int) -> RawClaim | None:
        tree = c.tree
        lemma = tree.lemma(i)
        obj = tree.child(i, "obj")
        if lemma in _WINNING and obj >= 0 and tree.lemmas[obj] == "vote" and tree.child(obj, "nummod") >= 0:
            return self._vote_of(c, i, tree.agent(i), obj)
        if not {lemma, tree.lemmas[i]} & self._may_vote:
            return None
        passive = tree.is_passive(i)
        agent, patient = tree.agent(i), tree.patient(i)
        by = tree.oblique(i, "by", "with")
        if by >= 0 and tree.lemmas[by] in ("vote", "consensus", "majority"):  # "adopted by 25 votes to 6"
            body = tree.oblique(i, "at", "in")
            asked = patient if patient >= 0 else tree.child(i, "xcomp")
            return self._vote_of(c, i, body if passive else agent, asked)
        voters = agent >= 0 and (
            tree.lemmas[agent]
            in (
                "state",
                "country",
                "government",
                "member",
                "council",
                "assembly",
                "parliament",
                "committee",
                "delegation",
            )
            or (agent in c.name_at and c.name_at[agent].label in ("STATE", "ORG"))
        )
        if tree.lemmas[i] in self._vote_always or lemma in self._vote_always:
            if not voters and not passive:
                return None
            target = patient if patient >= 0 else tree.oblique(i, "on", "against", "for", "in favour of", "in favor of")
            return self._vote_of(c, i, agent, target)
        if lemma in self._joint and agent >= 0 and tree.child(agent, "nummod") >= 0:
            noun = patient >= 0 and tree.lemmas[patient] in self._joint_nouns
            if voters and (noun or lemma in ("speak out", "speak up")):
                return self._vote_of(c, i, agent, patient)
        if (
            lemma in self._vote
            and patient >= 0
            and tree.lemmas[patient]
            in ("resolution", "motion", "amendment", "declaration", "bill", "text", "draft", "decision", "law")
        ):
            body = tree.oblique(i, "at", "in", "by")
            adopted = passive and (body < 0 or body in c.name_at)
            if (
                voters and agent in c.name_at and lemma in ("adopt", "pass", "approve", "reject", "endorse", "defeat")
            ) or adopted:
                if c.is_power(agent) and c.name_at[agent].label != "ORG":
                    return None
                return self._vote_of(c, i, agent if agent >= 0 else body, patient)
        return None

    def _vote_of(self, c: Context, i: int, actor: int, target: int) -> RawClaim:
        target = target if target >= 0 else voted_on(c, i)
        return c.claim(
            "vote",
            i,
            actor=actor,
            target=target,
            action=c.tree.lemma(i),
            rule="vote/verb",
            confidence=0.75,
            plain_modals=True,
        )

    def _response_claim(self, c: Context, i: int) -> RawClaim | None:
        tree = c.tree
        lemma = tree.lemma(i)
        if lemma in _REPLYING and c.is_power(tree.agent(i)):
            said = next((k for k in tree.children_with(i, "ccomp") if k > i), -1)
            if said >= 0:
                return c.claim("response", i, actor=tree.agent(i), target=said, rule="response/reply", confidence=0.6)
        if lemma not in self._response:
            return None
        agent, patient = tree.agent(i), tree.patient(i)
        owner = tree.child(agent, "nmod:poss") if agent >= 0 else -1
        if agent not in c.name_at and c.is_power(owner):
            agent = owner  # "Viet Nam’s reply supports …"
        responds = c.is_power(agent) or (agent >= 0 and tree.lower[agent] in ("it", "they"))
        unnamed = agent < 0 and tree.is_passive(i) and patient >= 0 and tree.lemmas[patient] == "recommendation"
        if patient < 0 or not (responds or unnamed):
            return None
        head = patient
        if tree.tags[head] == "CD" or tree.lemmas[head] in _COUNTS:
            of = next((k for k in tree.children_with(head, "nmod") if tree.case_of(k) == "of"), -1)
            head = of if of >= 0 else head
        if lemma in _DENYING and tree.child(i, "iobj") < 0 and tree.lemmas[head] not in self._denied:
            return c.claim("response", i, actor=agent, target=patient, rule="response/verb", confidence=0.65)
        above = tree.heads[i]
        if (
            tree.lower[patient] in ("it", "them")
            and tree.deps[i] in ("conj", "parataxis")
            and tree.lemma(above) in self._response
        ):
            return c.claim("response", i, actor=agent, target=patient, rule="response/verb", confidence=0.6)
        counted = tree.tags[patient] == "CD" and lemma in ("accept", "reject", "note", "support")
        if tree.lemmas[head] not in self._received and not (counted and c.is_review):
            return None
        return c.claim("response", i, actor=agent, target=patient, rule="response/verb", confidence=0.75)

    def _commitment_claim(self, c: Context, i: int) -> RawClaim | None:
        tree = c.tree
        lemma = tree.lemma(i)
        if lemma not in self._commitment:
            return None
        agent = tree.agent(i)
        act = next((k for k in tree.children_with(i, "xcomp", "ccomp", "advcl") if k > i), -1)
        obj = tree.child(i, "obj")
        if (
            act >= 0
            and tree.deps[act] == "advcl"
            and not any(tree.lower[m] == "to" for m in tree.children_with(act, "mark"))
        ):
            act = -1
        if act >= 0 and obj >= 0 and tree.deps[act] == "advcl":
            act = -1  # the purpose of what is undertaken, not what is promised
        if lemma in ("announce", "offer", "agree", "determine", "resolve", "engage", "guarantee", "dedicate"):
            return None  # too often no promise
        if lemma in self._needs_complement and act < 0:
            return None
        if (obj >= 0 and tree.lemmas[obj] in self._commit_acts) or not (c.is_power(agent) or c.is_people(agent)):
            return None
        phrase = tree.phrase(agent)
        voice = (
            c.voices.of(i)
            if is_first_person(tree, phrase)
            else Voice(phrase, "direct" if c.voices.quoted_words_in(tree.clause(i)) else "indirect")
        )
        target = (tree.patient(act) if act >= 0 and tree.is_verb(act) else -1) if act >= 0 else obj
        return c.claim(
            "commitment",
            i,
            actor=agent,
            target=target,
            action=tree.lemma(act) if act >= 0 else lemma,
            rule="commitment/verb",
            confidence=0.7,
            voice=voice,
            plain_modals=True,
        )
