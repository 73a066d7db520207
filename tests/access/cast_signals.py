"""The settings that M opened."""


class SignalsCastMixin:
    @classmethod
    def build_signals(cls):
        settings = cls.as_user(cls.env["hr.skp.settings"], cls.people["M"])
        cls.keep("open", settings.create({}))
