'use client';
import 'tailchat-login/button';

export const Account = () => <tailchat-login />;
