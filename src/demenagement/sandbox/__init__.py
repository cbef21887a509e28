"""A local server that behaves as the providers with an API do, faults included.

It listens on 127.0.0.1 only, says `X-Sandbox: true` in every answer, prefixes what a person may read with `SBX-` and
watermarks its proofs, so that nothing it makes can pass for the real thing.

    exchange.py    a request read, a reply to write, a refusal to word
    contract.py    one route; one contract: its routes, its error dialect, what the state shows of it
    table.py       every contract; a new one is a package and one line there
    maileva/  maileva_electronic/  merci_facteur/  demarche_numerique/  lookups/    the contracts
    state.py  clock.py               what was received; virtual time
    faults.py  mishaps.py            what was asked to go wrong; what that looks like on the wire
    proofs.py                        watermarked PDF files
    control.py                       `/_sandbox/…`: state, faults, clock, reset, health
    dispatch.py  wire.py  server.py  from a path to a reply; HTTP; starting and stopping
"""
