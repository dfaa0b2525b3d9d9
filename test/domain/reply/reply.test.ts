import { parseAliyunReplies } from '../../../domain/provider/aliyun/reply.js';
import { parseGatewayReplies } from '../../../domain/provider/bank-gateway/reply.js';
import { parseTencentReplies } from '../../../domain/provider/tencent/reply.js';
import { readReply } from '../../../domain/reply/reply.js';

test.each(['TD', 'td', 'Ｔ', 'ｔｄ', ' T D ', '退订', '退 订', '「退订」', '回T退订', 'TD 退订', '退訂。'])(
  '%j asks for no more SMS',
  (text) => {
    expect(readReply(text)).toEqual({ unsubscribes: true, complains: false });
  },
);

test.each(['', '好的', '我没有退订', 'T恤', 'today', 'TDD', '谢谢，T我收到了', '1'])(
  '%j asks for nothing',
  (text) => {
    expect(readReply(text)).toEqual({ unsubscribes: false, complains: false });
  },
);

test.each(['投诉', '我要投诉！', '投訴', '为什么拒绝我，投诉你们'])('%j is a complaint', (text) => {
  expect(readReply(text)).toEqual({ unsubscribes: false, complains: true });
});

test('one who says both, asks for both', () => {
  expect(readReply('TD 投诉')).toEqual({ unsubscribes: true, complains: true });
});

const reply = { mobile: '13812345678', text: 'TD', repliedAt: Date.parse('2026-11-02T10:00:00+08:00') };

describe('what providers push is read in their own shapes', () => {
  test('Aliyun’s, row by row; one that cannot be read does not lose the others', () => {
    const row = {
      phone_number: '13812345678',
      content: 'TD',
      send_time: '2026-11-02 10:00:00',
      sign_name: '必达银行',
      dest_code: '12345',
      sequence_id: 1234567890,
    };
    expect(parseAliyunReplies([row, { ...row, phone_number: 'x' }, null, 7])).toEqual({
      replies: [{ ...reply, providerReplyId: '1234567890' }],
      malformed: 3,
    });
  });

  test('Tencent’s, one object, with the country where it is another', () => {
    const body = {
      extend: '',
      mobile: '13812345678',
      nationcode: '86',
      sign: '必达',
      text: 'TD',
      time: 1_793_584_800,
    };
    expect(parseTencentReplies(body)).toEqual({
      replies: [{ ...reply, repliedAt: 1_793_584_800_000 }],
      malformed: 0,
    });
    expect(parseTencentReplies({ ...body, nationcode: '852', mobile: '61234567' }).replies).toMatchObject([
      { mobile: '+85261234567' },
    ]);
  });

  test('the bank’s own platform’s, each with an id', () => {
    const entry = { replyId: 'r-1', from: '+8613812345678', text: 'TD', at: '2026-11-02T10:00:00+08:00' };
    expect(parseGatewayReplies({ replies: [entry, { ...entry, replyId: '' }] })).toEqual({
      replies: [{ ...reply, mobile: '+8613812345678', providerReplyId: 'r-1' }],
      malformed: 1,
    });
  });

  test.each([null, 7, 'TD', [], {}, { replies: 7 }])(
    'a body that is %j brings nothing, and fails nothing',
    (body) => {
      for (const parse of [parseAliyunReplies, parseTencentReplies, parseGatewayReplies])
        expect(parse(body).replies).toEqual([]);
    },
  );
});
