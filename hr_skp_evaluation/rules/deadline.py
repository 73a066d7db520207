"""Days of a deadline. Day 1 is the day after the one on which the clock starts."""

from datetime import timedelta

DAY_TYPES = ("calendar", "working")


def add_days(start, days, day_type, holidays=(), weekend=(5, 6)):
    """Return the last day of a term of ``days`` days that starts after ``start``.

    :param date start: the day of the event, such as the delivery; it does not count
    :param int days: length of the term; 0 or less ends it on ``start``
    :param str day_type: ``calendar`` or ``working``
    :param holidays: dates that are no working days
    :param weekend: weekdays that are no working days, Monday being 0
    :raises ValueError: for another type of day, or where no day of the week is worked

    Delivered on a Friday, three working days end on Wednesday:

    >>> from datetime import date
    >>> add_days(date(2026, 7, 10), 3, "working")
    datetime.date(2026, 7, 15)
    >>> add_days(date(2026, 7, 10), 3, "calendar")
    datetime.date(2026, 7, 13)

    A holiday on the Monday moves it by a day; in calendar days it changes nothing:

    >>> add_days(date(2026, 7, 10), 3, "working", holidays=[date(2026, 7, 13)])
    datetime.date(2026, 7, 16)
    >>> add_days(date(2026, 7, 10), 3, "calendar", holidays=[date(2026, 7, 13)])
    datetime.date(2026, 7, 13)

    Where Saturday is worked:

    >>> add_days(date(2026, 7, 10), 3, "working", weekend=(6,))
    datetime.date(2026, 7, 14)

    Fourteen working days, as an agency may set it:

    >>> add_days(date(2026, 7, 1), 14, "working")
    datetime.date(2026, 7, 21)
    >>> add_days(date(2026, 7, 1), 0, "working")
    datetime.date(2026, 7, 1)
    >>> add_days(date(2026, 7, 1), 1, "lunar")
    Traceback (most recent call last):
    ...
    ValueError: Not a type of day: 'lunar'
    """
    if day_type not in DAY_TYPES:
        raise ValueError(f"Not a type of day: {day_type!r}")
    if days <= 0:
        return start
    if day_type == "calendar":
        return start + timedelta(days=days)
    if set(weekend) >= set(range(7)):
        raise ValueError("No day of the week is worked")
    free, day = set(holidays), start
    while days:
        day += timedelta(days=1)
        if day.weekday() not in weekend and day not in free:
            days -= 1
    return day
