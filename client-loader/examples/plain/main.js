// A page without a framework: the game is put in when the player wants to play and taken out when they leave.

const byId = (id) => document.getElementById(id);
const game = () => document.querySelector('roundgate-game');
const log = (text) => {
  byId('heard').textContent = text;
};

// Events bubble, so one listener on an ancestor outlives every game.
const main = document.querySelector('main');
main.addEventListener('roundgate:ready', () => log('ready'));
main.addEventListener('roundgate:balance', ({ detail }) => {
  log(`balance ${detail.balance.amount_minor} ${detail.balance.currency}`);
});
main.addEventListener('roundgate:error', ({ detail }) => log(`error ${detail.code}`));
main.addEventListener('roundgate:exit', ({ detail }) => {
  log(`exit ${detail.reason}`);
  game()?.remove();
});

// A command that comes before the game is ready rejects with `not_ready`.
const tell = (command) =>
  command()
    ?.then(() => log('done'))
    .catch((error) => log(error.code));

byId('play').onclick = () => main.replaceChildren(byId('game').content.cloneNode(true));
byId('pause').onclick = () => tell(() => game()?.pause());
byId('mute').onclick = () => game()?.mute(true);
byId('history').onclick = () => tell(() => game()?.showHistory());
byId('leave').onclick = () => game()?.exit();
