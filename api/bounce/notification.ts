import { simpleParser } from 'mailparser';
import { readDeliveryStatus } from '../../domain/provider/smtp/delivery-status.js';
import type { DeliveryStatus } from '../../domain/provider/smtp/delivery-status.js';

/**
 * What a returned message says of ours, read from the part made for machines (RFC 3464); undefined for a message without
 * one, such as an absence note. Never throws for what anybody may send.
 */
export async function readNotification(message: Buffer): Promise<DeliveryStatus | undefined> {
  const mail = await simpleParser(message, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  }).catch(() => undefined);
  const part = mail?.attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  return part && readDeliveryStatus(part.content.toString('latin1'));
}
