"""La Poste: mail redirection, subscribed by the household on the portal or at a post office."""
