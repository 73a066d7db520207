import {FloatTimeField, floatTimeField} from "@web/views/fields/float_time/float_time_field";
import {InvalidNumberError, parseFloatTime} from "@web/views/fields/parsers";
import {formatFloatTime} from "@web/views/fields/formatters";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useInputField} from "@web/views/fields/input_field_hook";
import {useService} from "@web/core/utils/hooks";

const DAY = 24;

/**
 * Return the hours that are typed, such as 10.30, 10:30, 1030 or 1,5.
 *
 * @param {string} value
 * @returns {number} hours of a day
 * @throws {InvalidNumberError} where it is no time, or longer than a day
 */
export function parseTime(value) {
    // A dot parts hours and minutes; before a single digit it can only be a fraction.
    const [, hours, dotted, bare] =
        value.trim().match(/^(\d{1,2})(?:\.(\d{1,2})|(\d{2}))$/) || [];
    const rest = dotted ?? bare;
    const isFraction = rest?.length === 1;
    let time = isFraction ? Number(`${hours}.${rest}`) : null;
    time ??= parseFloatTime(hours ? `${hours}:${rest}` : value.trim());
    if (Number.isNaN(time) || time < 0 || time > DAY || (!isFraction && rest > 59)) {
        throw new InvalidNumberError(`"${value}" is no time of a day`);
    }
    return time;
}

/** A time, or a number of hours, as it is written in Indonesia: 10.30 is half past ten. */
export class TimeField extends FloatTimeField {
    setup() {
        this.inputFloatTimeRef = useInputField({
            getValue: () => this.formattedValue,
            refName: "numpadDecimal",
            parse: (value) => this.parse(value),
        });
        this.notification = useService("notification");
    }

    /** Name the field and the entry of what is no time: Odoo only marks it. */
    parse(value) {
        this.closeWarning?.();
        try {
            return parseTime(value);
        } catch (error) {
            const {record, name} = this.props;
            const field = record.fields[name].string;
            const warning = record.data.name
                ? _t("%(entry)s: “%(value)s” is no time from 0:00 to 24:00.", {
                      entry: record.data.name,
                      value,
                  })
                : _t("“%(value)s” is no time from 0:00 to 24:00.", {value});
            this.closeWarning = this.notification.add(warning, {
                title: field,
                type: "danger",
            });
            throw error;
        }
    }
}

registry.category("fields").add("hr_skp_time", {...floatTimeField, component: TimeField});
// Sums are shown as the times themselves.
registry.category("formatters").add("hr_skp_time", formatFloatTime);
