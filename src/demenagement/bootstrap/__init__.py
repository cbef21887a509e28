"""The composition root: the only package that names concrete classes. Everything is made when first needed."""
# size: one property a part, so that all that is wired together can be read in one place

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from demenagement import locations
from demenagement.bootstrap.counterparts import Counterparts
from demenagement.errors import FilesInvalid

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any, TypeVar

    from demenagement.application.accounts import Accounts
    from demenagement.application.agenda import Agenda
    from demenagement.application.amending import Amending
    from demenagement.application.changing import Changing
    from demenagement.application.checking import Checking
    from demenagement.application.drafting import Drafting
    from demenagement.application.following import Following
    from demenagement.application.journeys import Journeys
    from demenagement.application.looking_up import LookingUp
    from demenagement.application.planning import Planning
    from demenagement.application.recording import Recording
    from demenagement.application.submissions import Submissions
    from demenagement.application.taking_back import TakingBack
    from demenagement.application.verbs import Verbs
    from demenagement.application.watching import Watching
    from demenagement.application.zoning import Zoning
    from demenagement.domain.company import Company
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.provider import Manifest
    from demenagement.domain.recorded import Case, Recorded
    from demenagement.domain.zoning import ZoneList
    from demenagement.errors import Problem
    from demenagement.gateways.catalogue import Shelf
    from demenagement.gateways.gazetteer import ShippedGazetteer
    from demenagement.gateways.http import Connections
    from demenagement.gateways.installed import Installed
    from demenagement.gateways.journeys import JourneyStore
    from demenagement.gateways.keychain import Keychain
    from demenagement.gateways.letters import TypstLetters
    from demenagement.gateways.lookups.services import Services
    from demenagement.gateways.plan_files import Family
    from demenagement.gateways.registry import Registry
    from demenagement.gateways.settings import Settings
    from demenagement.gateways.surroundings import Surroundings
    from demenagement.gateways.waking import Arrangement
    from demenagement.gateways.zone_lists.kept import ZoneListFile
    from demenagement.gateways.zones import BuiltInZones, ListedZones

    _Result = TypeVar("_Result")


class Product:
    """One running program: what it was told at start, and the parts it is made of.

    Imports stand inside the properties: a command loads what it uses and nothing else.
    """

    def __init__(
        self,
        home: str | None = None,
        lang: str = "fr",
        *,
        environment: Mapping[str, str] | None = None,
        clock: Callable[[], datetime] | None = None,
        catalogue: Path | None = None,
    ) -> None:
        """`home` is where journeys are kept (see `locations.home`); `lang` the reader's language.

        `environment` and `clock` stand in for the machine's own, `catalogue` for the folders `plans` and `providers`.
        """
        self.home: Path = locations.home(home)
        self.lang = lang
        self._environment = environment
        self._clock = clock or partial(datetime.now, UTC)
        self._catalogue = catalogue

    @classmethod
    def of(cls, arguments: Namespace) -> Product:
        """The product as the command line asks for it: where `--today` is another day, the clock goes along."""
        ahead = arguments.today - date.today()  # noqa: DTZ011 # the person's own day, as the arguments have it
        return cls(getattr(arguments, "home", None), arguments.lang, clock=lambda: datetime.now(UTC) + ahead)

    def clock(self) -> datetime:
        """Now, in UTC, to the second: what entries are stamped with."""
        return self._clock().replace(microsecond=0)

    @cached_property
    def _shelf(self) -> Shelf:
        from demenagement.gateways.catalogue import recalled_shelf

        return recalled_shelf(self._folder("plans"), self._folder("providers"))

    def _folder(self, name: str) -> Path:
        return self._catalogue / name if self._catalogue else locations.bundled(name)

    @property
    def families(self) -> tuple[Family, ...]:
        """The plan files, as they are."""
        return self._shelf.families

    @cached_property
    def manifests(self) -> dict[str, Manifest]:
        """The providers by slug: those that ship, and those of installed packages."""
        return {**self._shelf.manifests, **self._installed.manifests}

    @cached_property
    def _installed(self) -> Installed:
        from demenagement.gateways.installed import installed

        return installed(self._shelf.manifests)

    def provider_folder(self, slug: str) -> Path:
        """The folder of a provider, there or to be made."""
        return self._installed.folders.get(slug) or self._folder("providers") / slug.replace("-", "_")

    def cases(self, slug: str) -> tuple[Case, ...]:
        """The recorded drafts of a provider. Raises FilesInvalid."""
        from demenagement.gateways.cases import FILE, read_cases

        return read_cases(self.provider_folder(slug) / FILE)

    def recorded(self, slug: str, drafts: Sequence[Recorded | None]) -> tuple[Path, str]:
        """The file of a provider's cases and its text with these drafts in it; where one is None, as it was."""
        from demenagement.gateways.cases import FILE, with_drafts

        path = self.provider_folder(slug) / FILE
        return path, with_drafts(path.read_text(encoding="utf-8-sig"), drafts)

    @cached_property
    def recording(self) -> Recording:
        """The drafts of cases: in French, as they are sent."""
        from demenagement.application.drafting import Drafting
        from demenagement.application.recording import Recording

        return Recording(self.planning, Drafting(Counterparts(self, "fr")))

    @property
    def companies(self) -> dict[str, Company]:
        """The companies that people know by name, by each of their spellings."""
        return self._shelf.companies

    def plan_file(self, family: str) -> str:
        """The file that a family of steps stands in."""
        return str(self._folder("plans") / f"{family}.toml")

    def plan_problems(self) -> list[Problem]:
        """Everything wrong with the plan files."""
        return list(self._shelf.plan_problems)

    def provider_problems(self) -> list[Problem]:
        """Everything wrong with the providers' manifests."""
        return [*self._shelf.provider_problems, *self._installed.problems]

    @cached_property
    def planning(self) -> Planning:
        """The planner over the shipped catalogue. Raises FilesInvalid when the plan files are not sound."""
        from demenagement.application.planning import Planning
        from demenagement.domain.planner import Catalogue
        from demenagement.gateways.catalogue import ordered
        from demenagement.gateways.holidays import legal_holidays

        if problems := self.plan_problems():
            raise FilesInvalid(tuple(problems))
        # Who only carries for others is nobody's counterpart, even where a subscription bears its name.
        told = {slug: manifest for slug, manifest in self.manifests.items() if manifest.carries is None}
        channels = {slug: tuple(map(str, manifest.channels)) for slug, manifest in told.items()}
        catalogue = Catalogue(ordered(self.families), channels, self.companies)
        return Planning(catalogue, legal_holidays, self.zones, lambda: self.gazetteer)

    @cached_property
    def gazetteer(self) -> ShippedGazetteer:
        """The communes of France."""
        from demenagement.gateways.gazetteer import ShippedGazetteer

        return ShippedGazetteer()

    @cached_property
    def verified_zones(self) -> BuiltInZones:
        """The rent zones that ship with the product."""
        from demenagement.gateways.zones import BuiltInZones

        return BuiltInZones()

    @cached_property
    def zone_lists(self) -> ZoneListFile:
        """Where the list of rent zones rests that the person brought in."""
        from demenagement.gateways.zone_lists.kept import ZoneListFile

        return ZoneListFile(self.home)

    @property
    def zones(self) -> BuiltInZones | ListedZones:
        """The rent zones of communes. Raises FilesInvalid when the list that was brought in is damaged."""
        listed = self.zone_lists.read()
        return self.verified_zones if listed is None else self.zones_by(listed)

    def zones_by(self, listed: ZoneList) -> ListedZones:
        """The rent zones as a list has them, and the verified ones."""
        from demenagement.gateways.zones import ListedZones

        def of_today(insee: str) -> str | None:
            found = self.gazetteer.commune(insee)
            return found.insee if found else None

        return ListedZones(listed, self.verified_zones, of_today)

    @property
    def zoning(self) -> Zoning:
        """The use cases of the list of rent zones."""
        from demenagement.application.zoning import Zoning
        from demenagement.gateways.zone_lists.reading import read_list

        return Zoning(partial(read_list, known=self.verified_zones.known), self.zone_lists)

    def import_zones(self, path: Path, today: date) -> ZoneList:
        """Take the list of rent zones from a file. Raises FilesInvalid, StorageFailed."""
        from demenagement.gateways.zone_lists.reading import content_of

        return self.zoning.take_in(content_of(path), path.name, today)

    async def refresh_zones(self, today: date) -> ZoneList:
        """Fetch the official list of rent zones. Raises ListUnreachable, FilesInvalid, StorageFailed."""
        from demenagement.gateways.http import ProviderHttp

        shipped, page = self.verified_zones.official
        address = self.settings.address("zone-tendue", shipped)
        host = shipped.split("/")[2]
        async with self.connections:
            http = ProviderHttp(host, address, [host], {}, connections=self.connections)
            return await self.zoning.refresh(http, address, today, page)

    def read_dossier(self, path: Path) -> Dossier:
        """The facts of a dossier file. Raises FilesInvalid."""
        from demenagement.gateways.dossiers import read_dossier

        return read_dossier(path)

    def facts(self, document: object, file: str, at: tuple[str, ...] = ()) -> Dossier:
        """The facts that plain values hold; `file` and `at` are what problems call their place. Raises FilesInvalid."""
        from demenagement.domain.dossier import Dossier
        from demenagement.gateways.toml import validate

        return validate(Dossier, document, file, at)

    def read_value(self, text: str) -> object:
        """One TOML value; what is none is a plain word."""
        from demenagement.gateways.toml import value

        return value(text)

    def everything(self, ident: str) -> dict[str, Any]:
        """The whole of a journey as plain values."""
        from demenagement.gateways.journeys import everything

        return everything(self.store.read(ident))

    @cached_property
    def store(self) -> JourneyStore:
        """Where journeys rest."""
        from demenagement.gateways.journeys import JourneyStore

        return JourneyStore(self.home)

    @cached_property
    def journeys(self) -> Journeys:
        """The use cases over one journey."""
        from demenagement.application.journeys import Journeys
        from demenagement.gateways.dossiers import DossierDocuments

        return Journeys(self.store, self.planning, DossierDocuments())

    @cached_property
    def changing(self) -> Changing:
        """The use cases of a change of facts."""
        from demenagement.application.changing import Changing
        from demenagement.gateways.dossiers import merged

        return Changing(self.journeys, merged, self.drafting, self.clock)

    @cached_property
    def settings(self) -> Settings:
        """What the person set up. Raises FilesInvalid."""
        from demenagement.gateways.settings import Settings

        return Settings(self.settings_path, self._environment, self.keychain)

    @property
    def settings_path(self) -> Path:
        """The file of what the person set up."""
        return locations.settings()

    @cached_property
    def keychain(self) -> Keychain:
        """The system's own safe for secrets."""
        from demenagement.gateways.keychain import Keychain

        return Keychain()

    @property
    def accounts(self) -> Accounts:
        """The use cases of the accounts that are connected. Raises FilesInvalid."""
        from demenagement.application.accounts import Accounts
        from demenagement.gateways.settings_file import SettingsFile

        return Accounts(self.manifests, self.settings.accounts, SettingsFile(self.settings_path), self.keychain)

    @cached_property
    def services(self) -> Services:
        """The public services that may be asked, and which of them the person allowed."""
        from demenagement.gateways.lookups.services import Services

        return Services(self.settings)

    @cached_property
    def looking_up(self) -> LookingUp:
        """The use cases of the look-ups."""
        from demenagement.application.looking_up import LookingUp
        from demenagement.gateways.lookups.kept import AnswerFiles
        from demenagement.gateways.lookups.online import OnlineLookUps

        online = OnlineLookUps(lambda service: self.services.http(service, self.connections))
        kept = AnswerFiles(self.home, sandbox=self.settings.sandbox is not None)
        return LookingUp(online, kept, lambda: self.gazetteer, self.services.allowed)

    def known_offices(self, kind: str, insee: str) -> tuple[PublicOffice, ...]:
        """The offices that were looked up before, where that is allowed; nothing is asked."""
        return self.looking_up.known_offices(kind, insee)

    @cached_property
    def checking(self) -> Checking:
        """Whether all of this works."""
        from demenagement.application.checking import Checking
        from demenagement.bootstrap.checkup import Checkup
        from demenagement.gateways.successes import SuccessFile

        checkup = Checkup(self)
        return Checking(checkup.parts(), checkup.set_up, checkup.places, SuccessFile(self.home))

    @cached_property
    def registry(self) -> Registry:
        """The providers' code."""
        from demenagement.gateways.mail_server import MailCarrier
        from demenagement.gateways.registry import Registry

        return Registry(self.manifests, own={"mail-server": MailCarrier}, packages=self._installed.packages)

    @cached_property
    def connections(self) -> Connections:
        """The pool of connections, opened when something first leaves."""
        from demenagement.gateways.http import Connections

        return Connections()

    @cached_property
    def letters(self) -> TypstLetters:
        """What sets letters, for the window of the person's envelopes."""
        from demenagement.gateways.letters import TypstLetters, Window

        return TypstLetters(Window(**self.settings.window()))

    @cached_property
    def counterparts(self) -> Counterparts:
        """The providers as the use cases meet them."""
        return Counterparts(self)

    @cached_property
    def drafting(self) -> Drafting:
        """What writes drafts, in the reader's language, to the offices that were looked up."""
        from demenagement.application.drafting import Drafting

        return Drafting(self.counterparts, self.known_offices)

    @cached_property
    def submissions(self) -> Submissions:
        """The use cases of what goes out."""
        from demenagement.application.submissions import Submissions
        from demenagement.gateways.mail import MailFiles

        return Submissions(
            store=self.store,
            journeys=self.journeys,
            drafting=self.drafting,
            providers=self.counterparts,
            typesetter=self.letters,
            postman=MailFiles(),
            clock=self.clock,
        )

    @cached_property
    def verbs(self) -> Verbs:
        """The six verbs, for any step's provider."""
        from demenagement.application.verbs import Verbs
        from demenagement.channels.asking import Asking
        from demenagement.wording import phrasebook

        return Verbs(self.journeys, self.drafting, Asking(phrasebook(self.lang)))

    @cached_property
    def following(self) -> Following:
        """The use cases of what comes back."""
        from demenagement.application.following import Following

        return Following(self.store, self.counterparts, self.clock, self.watching)

    @cached_property
    def watching(self) -> Watching:
        """The use cases of what is awaited."""
        from demenagement.application.watching import Watching

        return Watching(
            store=self.store,
            journeys=self.journeys,
            drafting=self.drafting,
            providers=self.counterparts,
            clock=self.clock,
        )

    @cached_property
    def surroundings(self) -> Surroundings:
        """The person's own session on this machine."""
        from demenagement.gateways.surroundings import these

        return these()

    def notice(self, title: str, text: str) -> bool:
        """Show a desktop notice; False where nobody can show one."""
        return self.surroundings.notice(title, text)

    def open_page(self, address: str) -> bool:
        """Show a page in the person's browser; False where there is none."""
        from demenagement.gateways.browser import open_page

        return open_page(address)

    def arrangement(self, command: Sequence[str], carried: Mapping[str, str], hours: int, title: str) -> Arrangement:
        """What would wake a command every so many hours. Raises NotAllowed."""
        from demenagement.gateways.waking import arrangement

        return arrangement(self.surroundings, command, carried, hours, title)

    def start_waking(self, arranged: Arrangement) -> None:
        """Write it and switch it on. Raises StorageFailed, NotAllowed."""
        from demenagement.gateways.waking import install

        install(self.surroundings, arranged)

    def stop_waking(self, arranged: Arrangement) -> tuple[Path, ...]:
        """Switch it off and take it away; gives what was there. Raises StorageFailed."""
        from demenagement.gateways.waking import uninstall

        return uninstall(self.surroundings, arranged)

    @cached_property
    def amending(self) -> Amending:
        """The use cases of a correction."""
        from demenagement.application.amending import Amending

        return Amending(self.journeys, self.drafting)

    @cached_property
    def taking_back(self) -> TakingBack:
        """The use cases of taking back."""
        from demenagement.application.taking_back import TakingBack

        return TakingBack(self.store, self.journeys, self.counterparts, self.clock)

    @cached_property
    def agenda(self) -> Agenda:
        """The use cases of the calendar."""
        from demenagement.application.agenda import Agenda
        from demenagement.gateways.ics import IcsCalendars

        return Agenda(self.store, self.journeys, IcsCalendars(), self.clock, self.watching.awaited)

    async def run(self, work: Awaitable[_Result]) -> _Result:
        """Do some work and hang up afterwards, for callers that keep no loop of their own."""
        async with self.connections:
            return await work
