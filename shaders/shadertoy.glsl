// What Shadertoy hands to every pass; the translator adds the channels.
vec3 iResolution = vec3(PP_FRAME.canvas.xy, 1.0);
float iTime = pp_time_s;
float iGlobalTime = pp_time_s;
float iTimeDelta = PP_FRAME.canvas.w;
float iFrameRate = PP_FRAME.window_x.w;
int iFrame = pp_frame_number;
vec4 iMouse = PP_FRAME.pointer;
vec4 iDate = PP_FRAME.date;
float iSampleRate = 44100.0;
float iChannelTime[4] = float[4](iTime, iTime, iTime, iTime);
