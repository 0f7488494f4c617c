// The state of the figures is in the address of the page, so that a link shows what its sender saw.

/** The state that the address names, for the controls of one figure; what makes no sense is left out. */
export function stateFromAddress(figure, controls) {
  const asked = new URLSearchParams(location.search);
  const state = {};
  for (const control of controls) {
    const text = asked.get(`${figure}.${control.name}`);
    state[control.name] = (text === null ? undefined : control.read(text)) ?? control.value;
  }
  return state;
}

/** Write what differs from the beginning into the address; the history stays as it is. */
export function writeAddress(figure, controls, state) {
  const address = new URL(location.href);
  for (const { name, value } of controls) {
    if (state[name] === value) address.searchParams.delete(`${figure}.${name}`);
    else address.searchParams.set(`${figure}.${name}`, state[name]);
  }
  history.replaceState(history.state, "", address);
}
