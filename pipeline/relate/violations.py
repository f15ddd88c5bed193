"""Acts against people, rights or oversight, from verbs and from nouns."""

from collections.abc import Iterator

from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.status import status_of

# Everyday verbs of the lists that name an act against somebody only where power acts, or in the passive.
_NEEDS_POWER = frozenset(
    """
    follow hold keep list label track question investigate try stop treat strike hit sell mine expose pursue
    screen transfer remove separate resettle relocate charge fire catch list shadow bite lure move close suspend
    exclude list mock insult pressure neglect abandon isolate list search sue single-out condemn denounce
    surround cut limit control impose monitor
    """.split()
)


# Nouns that name an act against somebody only with "against": "the case against her", not "the case of Li".
_ONLY_AGAINST = frozenset(
    """
    case charge campaign proceeding lawsuit suit trial death verdict sanction
    """.split()
)
# Nouns too general to be filed without a perpetrator or a named victim: "violations of human rights".
_GENERIC = frozenset(
    """
    violation abuse breach infringement crime case violence discrimination attack
    """.split()
)
_ACCOUNTABILITY = frozenset(
    "investigate punish prosecute try charge arrest suspend discipline sanction convict".split()
)
# Those who hold power over others by their trade; judges, ministers and parties may be victims as well.
_COERCIVE = frozenset(
    """
    police policeman army military soldier officer official guard militia agent gunman militant troop paramilitary
    commander warden jailer perpetrator suspect general gang mob
    """.split()
)
_NOBODY = frozenset("nobody none one".split())
_GOING_ON = frozenset("continue persist intensify escalate increase occur happen resume mount worsen".split())
# Omissions that are acts: the gold files them as violations, plain failures as criticism.
_REFUSAL = frozenset("refuse ignore decline".split())


class Violations:
    """Extractor of violation claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._strong = words("violation", "verbs.strong")
        self._person = words("violation", "verbs.person")
        self._rights = words("violation", "verbs.rights")
        self._deny = words("violation", "verbs.deny")
        self._denied = words("violation", "verbs.deny_objects")
        self._impose = words("violation", "verbs.impose")
        self._imposed = words("violation", "verbs.impose_objects")
        self._perpetrate = words("violation", "verbs.perpetrate")
        self._undergo = words("violation", "verbs.undergo")
        self._prepositions = lexicon.table("violation", "verbs.target_prepositions")
        self._acts = words("violation", "nouns.act")
        self._careful = words("violation", "nouns.careful")
        self._context = words("violation", "nouns.context")
        self._mention = words("violation", "nouns.mention_governors")
        self._noun_prepositions = lexicon.table("violation", "nouns.target_prepositions")
        self._judging = words("criticism", "verbs.judging")

    def from_verb(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims that verb i carries."""
        tree = c.tree
        lemma = tree.lemma(i)
        passive = tree.is_passive(i)
        agent = tree.agent(i)
        judged = lemma in self._judging and not (lemma == "threaten" and c.is_people(tree.patient(i)))
        if c.is_observer(agent) or (judged and c.is_text(agent)):
            return
        if self._only_mentioned(c, i):
            return
        denial = self._denial(c, i, lemma, passive)
        if denial is not None:
            victim, confidence = denial
            yield self._claim(c, i, agent, victim, "violation/deny", confidence, passive)
            return
        light = self._light(c, i, lemma, passive, agent)
        if light is not None:
            yield light
            return
        if lemma in _REFUSAL and c.is_power(agent) and not self._is_person(c, agent):
            refused = tree.child(i, "xcomp")
            refused = refused if refused >= 0 else tree.child(i, "obj")
            if refused >= 0:
                yield self._claim(c, i, agent, refused, "violation/refusal", 0.6, passive)
            return
        patient = self._patient(c, i, lemma)
        unpunished = patient >= 0 and (
            tree.lemmas[patient] in _COERCIVE or tree.lemmas[patient] in self._acts or tree.lower[patient] in _NOBODY
        )
        if unpunished and patient not in c.name_at and lemma not in self._strong:
            # officials, police: that they are investigated or punished is no violation, that they are not is impunity
            if passive and agent < 0 and lemma in _ACCOUNTABILITY and status_of(tree, i, c.lexicon) == "negated":
                yield c.claim("criticism", i, target=patient, rule="criticism/impunity", confidence=0.6, agentless=True)
            return
        if lemma in self._strong:
            if lemma == "disappear" and patient < 0 and not passive:  # "activists who disappeared"
                agent, patient, passive = -1, agent, True
                if not c.is_people(patient):
                    return
            if passive or c.is_people(patient) or c.is_right(patient) or c.is_power(agent):
                yield self._claim(c, i, agent, patient, "violation/verb", 0.8, passive)
            return
        if lemma in self._person and c.is_people(patient) and patient != agent:
            power = c.is_power(agent) or self._may_be_power(c, agent)
            if lemma in _NEEDS_POWER and not power and not passive:
                return
            yield self._claim(
                c, i, agent, patient, "violation/verb-person", 0.75 if power or passive else 0.55, passive
            )
        elif lemma in self._rights and c.is_right(patient) and lemma not in self._judging:
            if not (passive or c.is_power(agent) or self._may_be_power(c, agent)):
                return
            yield self._claim(c, i, agent, patient, "violation/verb-right", 0.65, passive)
        elif lemma in self._impose and patient >= 0 and tree.lemmas[patient] in self._imposed and c.is_power(agent):
            on = tree.oblique(i, "on", "upon", "against")
            yield self._claim(c, i, agent, on if on >= 0 else patient, "violation/impose", 0.55, passive)

    def from_noun(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims that noun i carries: "the arbitrary detention of …", "reprisals against …", "Liu’s arrest"."""
        tree = c.tree
        lemma = tree.lemmas[i]
        if lemma not in self._acts or i in c.name_at or self._only_mentioned(c, i):
            return
        modifiers = {tree.lower[k] for k in tree.children_with(i, "amod", "compound")}
        strengthened = bool(modifiers & self._context)
        prepositions = self._noun_prepositions.get(lemma, frozenset()) | {"of", "against"}
        victim = next(
            (
                k
                for k in tree.children_with(i, "nmod")
                if tree.case_of(k) in prepositions and (c.is_people(k) or c.is_right(k))
            ),
            -1,
        )
        owner = tree.child(i, "nmod:poss")
        agent = next((k for k in tree.children_with(i, "nmod", "obl:agent") if tree.case_of(k) == "by"), -1)
        if agent < 0 and owner >= 0 and (tree.lower[owner] in ("its", "their") or c.is_power(owner)):
            agent = owner if not self._is_person(c, owner) else -1
        elif agent < 0:
            agent = next((k for k in tree.children_with(i, "compound", "amod") if c.is_power(k)), -1)
        if (
            victim < 0
            and owner >= 0
            and owner != agent
            and c.is_people(owner)
            and "against" not in prepositions - {"against"}
        ):
            victim = owner
        if victim < 0 or c.is_observer(agent) or c.is_observer(owner):
            return
        if lemma in _ONLY_AGAINST and (victim == owner or tree.case_of(victim) != "against"):
            return
        if lemma in _GENERIC and agent < 0 and not self._is_person(c, victim):
            return
        if lemma in self._careful and (
            victim == owner or not (strengthened or agent >= 0 or self._is_person(c, victim))
        ):
            return
        named = self._is_person(c, victim)
        confidence = 0.6 if agent >= 0 or named else 0.45
        verb = tree.heads[i]
        goes_on = tree.deps[i] == "nsubj" and tree.lemmas[verb] in _GOING_ON
        phrase = tree.clause(verb) if goes_on else tree.phrase(i, without=("acl:relcl", "parataxis", "advcl"))
        yield c.claim(
            "violation",
            i,
            actor=agent,
            target=victim,
            action=lemma,
            rule="violation/noun",
            confidence=confidence,
            clause=phrase,
            agentless=agent < 0,
        )

    def from_participle(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of a participle before a named person: "wrongfully detained lawyer Chow Hang Tung"."""
        tree = c.tree
        if tree.deps[i] != "amod" or tree.tags[i] not in ("VBN", "JJ"):
            return
        head = tree.heads[i]
        lemma = tree.lemmas[i]
        named = [
            k
            for k in (head, *tree.children_with(head, "flat", "appos", "nmod:desc"))
            if k in c.name_at and c.name_at[k].label == "PERSON"
        ]
        if not named or lemma == tree.lower[i] or lemma not in self._strong | self._person:
            return
        yield c.claim(
            "violation",
            i,
            target=head,
            rule="violation/participle",
            confidence=0.5,
            clause=tree.phrase(head),
            agentless=True,
        )

    def from_copula(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "she has been under constant police surveillance and harassment"; i: the first act."""
        tree = c.tree
        victim = tree.subject(i)
        if tree.child(i, "cop") < 0 or tree.case_of(i) != "under" or not c.is_people(victim):
            return
        for act in tree.conjuncts(i):
            if not self._is_act(c, act):
                continue
            agent = next((k for k in tree.children_with(act, "compound", "nmod") if c.is_power(k)), -1)
            if agent < 0 and act != i:
                agent = next((k for k in tree.children_with(i, "compound", "nmod") if c.is_power(k)), -1)
            yield c.claim(
                "violation",
                act,
                actor=agent,
                target=victim,
                action=tree.lemmas[act],
                rule="violation/undergo",
                confidence=0.7,
                clause=tree.clause(i),
                agentless=agent < 0,
            )

    # --- parts ---------------------------------------------------------------------------------------------------

    def _claim(
        self, c: Context, i: int, agent: int, target: int, rule: str, confidence: float, passive: bool
    ) -> RawClaim:
        return c.claim(
            "violation",
            i,
            actor=agent,
            target=target,
            rule=rule,
            confidence=confidence,
            agentless=agent < 0 and passive,
        )

    def _patient(self, c: Context, i: int, lemma: str) -> int:
        tree = c.tree
        prepositions = self._prepositions.get(lemma)
        if prepositions:
            found = tree.oblique(i, *prepositions)
            if found >= 0:
                return found
        return tree.patient(i)

    def _denial(self, c: Context, i: int, lemma: str, passive: bool) -> tuple[int, float] | None:
        """(head of the victim, confidence) of "denied her a visa", "were denied care", "barred from boarding"."""
        tree = c.tree
        if lemma not in self._deny:
            return None
        obj = tree.child(i, "obj")
        from_ = tree.oblique(i, "from", "of")
        thing = obj if obj >= 0 else from_
        if passive:
            victim = tree.subject(i)
            clause = next((k for k in tree.children_with(i, "advcl", "xcomp", "ccomp", "obl")), -1)
            if c.is_people(victim) and (
                clause >= 0 or (thing >= 0 and tree.lemmas[thing] in self._denied | {"permission"})
            ):
                return victim, 0.75
            if victim >= 0 and tree.lemmas[victim] in self._denied:
                return victim, 0.65
            return None
        iobj = tree.child(i, "iobj")
        if obj >= 0 and tree.lemmas[obj] in self._denied:
            below = [*tree.children_with(i, "obl"), *tree.children_with(obj, "nmod")]
            below += [m for k in below for m in tree.children_with(k, "nmod")]
            to = [k for k in below if tree.case_of(k) in ("to", "for")]
            victim = iobj if iobj >= 0 else next((k for k in to if c.is_people(k)), -1)
            return (victim if victim >= 0 else obj), 0.65
        if c.is_people(obj) and (from_ >= 0 or tree.child(i, "advcl", "xcomp") >= 0):
            return obj, 0.7
        return None

    def _light(self, c: Context, i: int, lemma: str, passive: bool, agent: int) -> RawClaim | None:
        """ "carried out raids against …", "was subjected to torture", "has faced threats": the noun is the act."""
        tree = c.tree
        obj = tree.child(i, "obj")
        if lemma in self._perpetrate and not passive and obj >= 0 and self._is_act(c, obj) and c.is_power(agent):
            victim = self._victim_of(c, obj)
            return c.claim(
                "violation",
                i,
                actor=agent,
                target=victim,
                action=tree.lemmas[obj],
                rule="violation/light",
                confidence=0.65,
            )
        if lemma not in self._undergo:
            return None
        act = obj if obj >= 0 and self._is_act(c, obj) else tree.oblique(i, "to", "under", "from")
        if act < 0 or not self._is_act(c, act):
            return None
        victim = tree.subject(i) if passive or lemma not in ("subject", "place", "put") else obj
        if victim < 0 or not c.is_people(victim):
            return None
        by = next((k for k in tree.children_with(act, "nmod", "obl:agent", "compound") if c.is_power(k)), -1)
        doer = agent if passive or lemma in ("subject", "place", "put") else by
        return c.claim(
            "violation",
            i,
            actor=doer,
            target=victim,
            action=tree.lemmas[act],
            rule="violation/undergo",
            confidence=0.7,
            agentless=doer < 0,
        )

    def _may_be_power(self, c: Context, i: int) -> bool:
        """Pronouns may stand for the authorities named before."""
        return i >= 0 and c.tree.lower[i] in ("it", "they", "you")

    def _is_act(self, c: Context, i: int) -> bool:
        return i not in c.name_at and c.tree.lemmas[i] in self._acts

    def _victim_of(self, c: Context, act: int) -> int:
        tree = c.tree
        prepositions = self._noun_prepositions.get(tree.lemmas[act], frozenset()) | {"of", "against", "on"}
        return next((k for k in tree.children_with(act, "nmod") if tree.case_of(k) in prepositions), -1)

    def _is_person(self, c: Context, i: int) -> bool:
        return (i in c.name_at and c.name_at[i].label == "PERSON") or c.tree.lower[i] in ("her", "his", "their", "him")

    def _only_mentioned(self, c: Context, i: int) -> bool:
        """Whether a word above the act keeps it from being asserted: "the right not to be tortured", "to prevent …"."""
        tree = c.tree
        below = i
        for above in tree.ancestors(i):
            dep = tree.deps[below]
            if dep not in ("nmod", "obj", "obl", "acl", "xcomp", "conj", "compound", "advcl", "ccomp"):
                return False
            if dep in ("nmod", "obj", "obl", "acl", "xcomp", "compound", "ccomp") and (
                tree.lemmas[above] in self._mention
                or tree.lemmas[above] in ("end", "stop", "halt", "cease", "refrain", "avoid")
            ):
                return above not in c.name_at or tree.lemmas[above] in self._mention
            if tree.is_verb(above):
                held = tree.child(above, "obj")
                if dep in ("xcomp", "advcl") and held >= 0 and tree.lemmas[held] in self._mention:
                    return True  # "has the right not to be tortured"
                if dep != "xcomp":
                    return False
            below = above
        return False
