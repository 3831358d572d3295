import { handlers } from '../../login';

export const { GET, POST, OPTIONS } = handlers;
