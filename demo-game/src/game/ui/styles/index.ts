import base from './base.css?inline';
import panel from './panel.css?inline';
import pick from './pick.css?inline';
import promo from './promo.css?inline';
import screens from './screens.css?inline';
import sheets from './sheets.css?inline';

/** The whole style sheet of the overlay, as text to be adopted. */
export const STYLES = [base, panel, pick, screens, sheets, promo].join('\n');
