/**
 * What a person looks for in Tailchat, in both of its languages. The hint below the list of callbacks reads as if all
 * stood on one line (Multiple ... single line): Tailchat splits it at line ends.
 */
export const PLUGIN =
  'An app is made with the plug-in com.msgbyte.openapi, which must be installed first (Settings, Plugin Center; 插件中心).';

export const PLACE = "In Tailchat's settings, under Open Api (开放平台), on the app's OAuth page";

export const OAUTH = 'Open OAuth (开启 OAuth)';

export const CALLBACKS = 'Allowed Callback Urls (允许的回调地址), one a line whatever its hint says';
