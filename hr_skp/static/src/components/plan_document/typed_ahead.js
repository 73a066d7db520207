const KEYS = ["enter", "control+enter", "tab"];

/**
 * Takes what is typed between the key that adds a line and the moment the line is drawn.
 *
 * The cursor goes to a field of its own at once, within the event of the key, so that no
 * letter lands in the line before. Keys that lead on to the next line wait their turn.
 */
export class TypedAhead {
    /** @param {{el: HTMLTextAreaElement}} ref the field, always drawn */
    constructor(ref) {
        this.ref = ref;
        this.origin = null;
        this.pieces = [];
        this.done = Promise.withResolvers();
        this.done.resolve();
    }

    get isOpen() {
        return Boolean(this.origin);
    }

    /** Take over the keyboard; `line` is what the new line will stand below. */
    open(line) {
        const { el } = this.ref;
        if (!el || this.isOpen) {
            return;
        }
        this.origin = document.activeElement;
        this.done = Promise.withResolvers();
        if (line) {
            const top = line.getBoundingClientRect().bottom;
            el.style.top = `${top - el.parentElement.getBoundingClientRect().top}px`;
        }
        el.classList.remove("visually-hidden");
        el.focus({ preventScroll: true });
    }

    close() {
        const { el } = this.ref;
        this.origin = null;
        if (el) {
            el.value = "";
            el.classList.add("visually-hidden");
        }
        this.done.resolve();
    }

    /** Keep a key that leads on, with the text before it. */
    keep(ev, hotkey) {
        if (KEYS.includes(hotkey)) {
            ev.preventDefault();
            ev.stopPropagation();
            this.pieces.push({ text: ev.target.value, hotkey });
            ev.target.value = "";
        }
    }

    /** The line is drawn: write what was typed into it, and press the keys that waited. */
    pour(input) {
        const { el } = this.ref;
        const hasFocus = document.activeElement === el;
        const piece = this.pieces.shift();
        const text = piece ? piece.text : el.value;
        if (!piece) {
            el.value = "";
        }
        if (hasFocus) {
            input.focus();
        }
        if (text) {
            input.setRangeText(text, input.value.length, input.value.length, "end");
            input.dispatchEvent(new Event("input", { bubbles: true }));
        }
        if (!piece) {
            // The browser tells of a change only where the person himself typed.
            const commit = () => input.dispatchEvent(new Event("change"));
            input.addEventListener("blur", commit, { once: true });
            return this.close();
        }
        input.dispatchEvent(new Event("change"));
        const typed = el.value;
        this.close();
        this.press(input, piece.hotkey);
        el.value = typed;
        if (this.isOpen) {
            return;
        }
        if (this.pieces.length || typed) {
            // The key led to a line that is there already.
            const next = document.activeElement;
            this.open();
            this.pour(next);
        }
    }

    press(input, hotkey) {
        const ctrlKey = hotkey === "control+enter";
        const key = new KeyboardEvent("keydown", {
            key: "Enter",
            ctrlKey,
            bubbles: true,
            cancelable: true,
        });
        input.dispatchEvent(key);
    }

    /** No line came: what was typed goes back to where the cursor was. */
    giveBack() {
        if (!this.isOpen) {
            return;
        }
        const { el } = this.ref;
        const text = [...this.pieces.splice(0).map((piece) => piece.text), el.value].join(" ");
        const { origin } = this;
        this.close();
        if (origin?.isConnected) {
            origin.focus();
            if (text.trim() && "setRangeText" in origin) {
                origin.setRangeText(text, origin.value.length, origin.value.length, "end");
                origin.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }
    }
}
