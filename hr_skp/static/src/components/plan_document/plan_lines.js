/** Id of the input that holds one field of one line. */
export const inputId = (record, name) => `o_skp_${record.id}_${name}`;

/** The value of a field, with what is typed and not yet taken over. */
function getTyped(line, name) {
    const input = document.getElementById(inputId(line, name));
    return ((input ? input.value : line.data[name]) || "").trim();
}

function isEmptyIndicator(line) {
    return line.isNew && !getTyped(line, "name") && !getTyped(line, "target");
}

export function isEmptyResult(line) {
    return (
        line.isNew &&
        !getTyped(line, "name") &&
        !line.data.parent_id &&
        line.data.indicator_ids.records.every(isEmptyIndicator)
    );
}

/** Lines of a list of results that were begun and left empty: [list, line] each. */
export function getEmptyLines(results) {
    const lines = [];
    for (const result of results.records) {
        if (isEmptyResult(result)) {
            lines.push([results, result]);
            continue;
        }
        const list = result.data.indicator_ids;
        for (const indicator of list.records.filter(isEmptyIndicator)) {
            lines.push([list, indicator]);
        }
    }
    return lines;
}

/** Narratives that are to stand for the target as well: [line, text] each. */
export function getNarratives(approach, indicators) {
    if (approach !== "qualitative") {
        return [];
    }
    return indicators
        .map((line) => [line, getTyped(line, "name")])
        .filter(([{ data }, text]) => {
            const isJoined = !data.target || data.target === data.name || data.target === text;
            return text && isJoined && data.target !== text;
        });
}
