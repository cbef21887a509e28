"""démarche.numerique.gouv.fr: prefills a public body's form, which the household opens and submits."""
