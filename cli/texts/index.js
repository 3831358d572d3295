import { language } from '../language.js';
import { APP_EN } from './app_en.js';
import { APP_ZH } from './app_zh.js';
import { COMMANDS_EN } from './commands_en.js';
import { COMMANDS_ZH } from './commands_zh.js';
import { DOCTOR_EN } from './doctor_en.js';
import { DOCTOR_ZH } from './doctor_zh.js';

/** @type {import('./commands_en.js').CommandTexts} */
export const texts = { en: COMMANDS_EN, zh: COMMANDS_ZH }[language];

/** @type {import('./app_en.js').AppTexts} */
export const member = { en: APP_EN, zh: APP_ZH }[language];

/** @type {import('./doctor_en.js').DoctorTexts} */
export const findings = { en: DOCTOR_EN, zh: DOCTOR_ZH }[language];
