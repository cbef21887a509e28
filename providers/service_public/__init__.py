"""service-public: the grouped change of address, declared by the household on the official portal."""
