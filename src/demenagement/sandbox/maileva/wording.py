"""How Maileva says no: `{"errors": [{"code", "message"}]}`."""

from __future__ import annotations

from demenagement.sandbox.exchange import Refusal, Reply, answer

MESSAGES = {
    "ADDRESS_LINE_1_OR_ADDRESS_LINE_2_MANDATORY": "Il faut une ligne d'adresse 1 ou 2.",
    "COUNTRY_CODE_EMPTY": "Il faut un code de pays.",
    "COUNTRY_CODE_TOO_LONG": "Le code de pays a deux lettres.",
    "CUSTOM_ID_EMPTY": "L'identifiant choisi par l'appelant est vide.",
    "CUSTOM_ID_WRONG_FORMAT": "L'identifiant choisi par l'appelant n'a pas la forme attendue.",
    "DOCUMENT_NOT_FOUND": "Ce document n'existe pas, ou pas encore.",
    "DOCUMENT_TYPE_NOT_ACCEPTED": "Seuls les fichiers PDF sont acceptés ici.",
    "DUPLICATE_PRIORITY": "Deux documents ont le même rang.",
    "EMPTY_ADDRESS_LINE_6": "Il faut une ligne d'adresse 6.",
    "EMPTY_DOCUMENT": "Il manque le document, ou il est vide.",
    "EMPTY_METADATA": "Il manque les métadonnées du document.",
    "EMPTY_NAME": "Il faut un nom d'envoi.",
    "INVALID_ADDRESS_LINE_6": "En France, la ligne 6 est un code postal de cinq chiffres, une espace, une localité.",
    "INVALID_COUNTRY_CODE": "Ce pays n'est pas desservi.",
    "INVALID_DOCUMENTS_COUNT": "Un envoi a de 1 à 30 documents.",
    "INVALID_DOCUMENT_SIZE": "Le document dépasse 20 Mo.",
    "INVALID_NOTIFICATION_EMAIL": "L'adresse électronique de notification est incorrecte.",
    "INVALID_PRIORITY": "Le rang d'un document est un entier à partir de 1.",
    "INVALID_RECIPIENTS_COUNT": "Un envoi a au moins un destinataire.",
    "INVALID_SCHEDULED_DATE": "La date demandée est passée, ou trop lointaine.",
    "INVALID_SCHEDULED_DATE_FORMAT": "La date demandée s'écrit AAAA-MM-JJ.",
    "INVALID_TOTAL_SENDING_SIZE": "Les documents dépassent ensemble 20 Mo.",
    "METADATA_WRONG_FORMAT": "Les métadonnées du document sont illisibles.",
    "NAME_TOO_LONG": "Le nom d'envoi dépasse 256 caractères.",
    "RECIPIENT_NOT_FOUND": "Ce destinataire n'existe pas.",
    "SENDING_NOT_FOUND": "Cet envoi n'existe pas.",
    "SENDING_STATUS_IS_NOT_DRAFT": "Cet envoi n'est plus un brouillon.",
    "TOO_MANY_PARAMETER_DOCUMENT": "Un seul document par appel.",
    "TOO_MANY_PARAMETER_METADATA": "Un seul jeu de métadonnées par appel.",
}


def dialect(refusal: Refusal) -> Reply:
    """A refusal as Maileva words it."""
    errors = [{"code": code, "message": message} for code, message in refusal.problems]
    return answer(refusal.status, {"errors": errors}, *refusal.headers)


def refused(*codes: str, status: int = 400) -> Refusal:
    """A refusal by its codes."""
    return Refusal(status, *((code, MESSAGES[code]) for code in codes))


def unexpected(field: str) -> tuple[str, str]:
    """The problem of a field that has no code of its own."""
    return ("UNEXPECTED_NOT_VALID_ERROR", f"Le champ {field} est incorrect.")
