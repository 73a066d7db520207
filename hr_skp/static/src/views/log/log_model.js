import {LastingModel} from "../../model/lasting_model";

/** A new line is of the day of the line before, unless a day is chosen in the month. */
export class LogModel extends LastingModel {
    async _loadNewRecord(config, params) {
        const context = config.context || {};
        if (this.typedDay && !context.default_date) {
            config = {...config, context: {...context, default_date: this.typedDay}};
        }
        return super._loadNewRecord(config, params);
    }
}
